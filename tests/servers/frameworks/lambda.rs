//! lambda_http: a service that gets events of an API gateway, and never uses a socket.

use std::convert::Infallible;

use cors_policy::tower::CorsLayer;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Body, Context, LambdaEvent, Request, Response};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tower::{Layer, ServiceExt, service_fn};

use crate::API;

#[test]
fn a_request_is_answered_with_the_headers() {
    let answer = answer("GET", &json!({ "origin": "https://app.example.com" }));
    assert_eq!(answer["statusCode"], 401);
    assert_eq!(answer["headers"]["access-control-allow-origin"], "https://app.example.com");
    assert_eq!(answer["headers"]["access-control-expose-headers"], "ETag");
    assert_eq!(answer["headers"]["vary"], "Origin");
}

#[test]
fn a_preflight_is_answered() {
    let headers =
        json!({ "origin": "https://app.example.com", "access-control-request-method": "PUT" });
    let answer = answer("OPTIONS", &headers);
    assert_eq!(answer["statusCode"], 204);
    assert_eq!(answer["headers"]["access-control-allow-methods"], "PUT");
}

#[test]
fn a_refused_origin_is_told_nothing() {
    let answer = answer("GET", &json!({ "origin": "https://evil.example" }));
    assert_eq!(answer["statusCode"], 401);
    assert_eq!(answer["headers"]["access-control-allow-origin"], Value::Null);
    assert_eq!(answer["headers"]["vary"], "Origin");
}

/// The answer to an event of an API gateway. The service is called as `lambda_http::run` calls it.
fn answer(method: &str, headers: &Value) -> Value {
    let handler = service_fn(async |_: Request| {
        let response = Response::builder().status(401).header("access-control-allow-origin", "*");
        Ok::<_, Infallible>(response.body(Body::from("who are you?")).expect("a response"))
    });
    let service = Adapter::from(CorsLayer::new(&API).layer(handler));
    let event = LambdaEvent::new(event(method, headers), Context::default());
    let runtime = Runtime::new().expect("a runtime");
    let response = runtime.block_on(service.oneshot(event)).expect("an answer");
    serde_json::to_value(response).expect("JSON")
}

/// [Payload format 2.0](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html)
fn event(method: &str, headers: &Value) -> LambdaRequest {
    let event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/",
        "rawQueryString": "",
        "headers": headers,
        "isBase64Encoded": false,
        "requestContext": {
            "http": {
                "method": method,
                "path": "/",
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "test",
            },
            "timeEpoch": 0,
        },
    });
    serde_json::from_value(event).expect("an event")
}
