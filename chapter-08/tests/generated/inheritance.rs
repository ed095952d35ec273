//! A service that extends another has its methods, in whichever file they are.

use mini_lust::{CallError, Protocol};

use crate::modules::{
    Api, ApiClient, ApiServer, RightException,
    org::example::{
        base::{self, Base, BaseClient, BaseException, Failure, right},
        r#type::left::{Kind, Left, LeftException},
    },
};

struct Server;

impl Base for Server {
    async fn base(
        &self,
        point: base::Point,
    ) -> Result<base::Point, CallError<BaseException>> {
        Ok(base::Point { x: point.y, y: point.x })
    }
}

impl Left for Server {
    async fn left(&self, _: base::Point) -> Result<Kind, CallError<LeftException>> {
        Err(Failure {})?
    }
}

impl Api for Server {
    async fn right(
        &self,
        point: right::Point,
    ) -> Result<right::Point, CallError<RightException>> {
        Ok(point)
    }
}

#[tokio::test]
async fn a_client_calls_what_its_service_inherits() {
    let client = ApiClient::new(ApiServer::new(Server), Protocol::Compact);
    let point = base::Point { x: 1, y: 2 };
    assert_eq!(client.base(point.clone()).await.unwrap().x, 2);
    let error = client.left(point).await.unwrap_err();
    let CallError::Exception(exception) = error else { panic!("{error}") };
    assert_eq!(exception, Failure {}.into());
    let point = right::Point::default();
    assert_eq!(client.right(point.clone()).await.unwrap(), point);
}

#[tokio::test]
async fn a_client_of_the_base_calls_the_same_server() {
    let client = BaseClient::new(ApiServer::new(Server), Protocol::Binary);
    assert_eq!(client.base(base::ORIGIN).await.unwrap(), base::ORIGIN);
}
