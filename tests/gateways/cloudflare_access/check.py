"""Reads applications of Cloudflare Access from a JSON list, and prints for each one `ok` or what is wrong, on one line.

The types are those of Cloudflare's own client. Unknown properties and values of another type are errors.
"""

import json
import sys

from cloudflare.types.zero_trust.access import application_create_params, cors_headers_param
from pydantic import ConfigDict, TypeAdapter, ValidationError

Application = application_create_params.SelfHostedApplication
for kind in (Application, cors_headers_param.CORSHeadersParam):
    kind.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)
application = TypeAdapter(Application)

for value in json.load(open(sys.argv[1])):
    try:
        application.validate_python(value)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        print("; ".join(wrong).replace("\n", " "))
    else:
        print("ok")
