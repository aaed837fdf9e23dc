"""Reads exports for AWS as AWS does: SAM's translator, the schemas of CloudFormation, and those of the command line.

The input is a list of exports, each a list of the texts of its files. The output is a list too. A member has `errors`, or
`read`: what the export says, in the words of CloudFormation.
"""

import json
import os
import sys

import yaml

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")


def main():
    kind, exports = sys.argv[1], json.load(sys.stdin)
    results = []
    resources = {}
    for index, files in enumerate(exports):
        try:
            read, resource = KINDS[kind](*files)
            results.append({"read": read, "errors": []})
            if resource:
                resources[f"Export{index}"] = resource
        except Exception as error:
            results.append({"errors": [f"{type(error).__name__}: {error} {getattr(error, 'causes', '')}"]})
    for index, message in lint(resources):
        results[index]["errors"].append(message)
    # SAM's translator prints to the standard output too.
    with open(sys.argv[2], "w") as output:
        json.dump(results, output)


def http_api(cloudformation, openapi):
    cloudformation, openapi = yaml.safe_load(cloudformation), yaml.safe_load(openapi)
    document = {"openapi": "3.0.1", "info": {"title": "Test", "version": "1"}, "paths": {"/": {}}}
    validate_openapi({**document, **openapi})
    translated = translate("AWS::Serverless::HttpApi", {"DefinitionBody": document, **cloudformation})
    # SAM leaves out a `false`.
    translated = {"allowCredentials": False, **translated["x-amazon-apigateway-cors"]}
    same(translated, openapi["x-amazon-apigateway-cors"])
    cors = cloudformation["CorsConfiguration"]
    validate_command("apigatewayv2", "UpdateApi", {"ApiId": "a", "CorsConfiguration": cors})
    properties = {"Name": "Test", "ProtocolType": "HTTP", **cloudformation}
    return cors, {"Type": "AWS::ApiGatewayV2::Api", "Properties": properties}


def rest_api(sam, options, responses):
    sam, options, responses = map(yaml.safe_load, (sam, options, responses))
    get = {"get": {"responses": {"200": {"description": "Test"}}}}
    document = {"openapi": "3.0.1", "info": {"title": "Test", "version": "1"}, "paths": {"/": get}}
    validate_openapi({**document, "paths": {"/": {**get, **options}}, **responses})
    properties = {"StageName": "test", "DefinitionBody": document, **sam}
    translated = translate("AWS::Serverless::Api", properties)
    preflights = parameters(translated["paths"]["/"]["options"])
    same(preflights, parameters(options["options"]))
    errors = translated["x-amazon-apigateway-gateway-responses"]
    for name, response in responses["x-amazon-apigateway-gateway-responses"].items():
        same(errors[name]["responseParameters"], response["responseParameters"])
    errors = response["responseParameters"]
    read = {
        "preflights": {name.rsplit(".")[-1]: value for name, value in preflights.items()},
        "errors": {name.rsplit(".")[-1]: value for name, value in errors.items()},
    }
    return read, None


def s3(cloudformation, command):
    cloudformation, command = yaml.safe_load(cloudformation), json.loads(command)
    rules = cloudformation["CorsConfiguration"]["CorsRules"]
    names = {"ExposeHeaders": "ExposedHeaders", "MaxAgeSeconds": "MaxAge"}
    renamed = [{names.get(key, key): value for key, value in rule.items()} for rule in command["CORSRules"]]
    same(rules, renamed)
    validate_command("s3", "PutBucketCors", {"Bucket": "test", "CORSConfiguration": command})
    return rules, {"Type": "AWS::S3::Bucket", "Properties": cloudformation}


def cloudfront(resources):
    [resource] = yaml.safe_load(resources).values()
    return resource["Properties"]["ResponseHeadersPolicyConfig"], resource


KINDS = {"aws_http_api": http_api, "aws_rest_api": rest_api, "s3": s3, "cloudfront": cloudfront}


def parameters(operation):
    response = operation["x-amazon-apigateway-integration"]["responses"]["default"]
    return response["responseParameters"]


def same(one, other):
    assert one == other, f"{one} differs from {other}"


def translate(kind, properties):
    """The OpenAPI document that SAM makes of an API."""
    from samtranslator.translator.transform import transform

    class NoPolicies:
        def load(self):
            return {}

    resources = {"Api": {"Type": kind, "Properties": properties}}
    template = {"Transform": "AWS::Serverless-2016-10-31", "Resources": resources}
    return transform(template, {}, NoPolicies())["Resources"]["Api"]["Properties"]["Body"]


def validate_openapi(document):
    import openapi_spec_validator

    openapi_spec_validator.validate(document)


def validate_command(service, operation, parameters):
    """What the command line of AWS checks before it sends a request."""
    import botocore.session
    from botocore.validate import ParamValidator

    global models
    model = models.get(service)
    if not model:
        model = models[service] = botocore.session.get_session().get_service_model(service)
    report = ParamValidator().validate(parameters, model.operation_model(operation).input_shape)
    assert not report.has_errors(), report.generate_report()


models = {}


def lint(resources):
    """What the schemas of CloudFormation say, with the number of the export."""
    from cfnlint.api import lint

    if not resources:
        return
    for match in lint(json.dumps({"Resources": resources})):
        path = [part for part in match.path if str(part).startswith("Export")]
        assert path, match
        if match.rule.id.startswith("E"):
            yield int(path[0].removeprefix("Export")), f"{match.rule.id}: {match.message}"


main()
