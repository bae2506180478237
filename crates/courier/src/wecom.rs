//! A WeCom (企业微信) group robot: a webhook that takes a text and names whom it is for. It has no status to ask for.

use crate::{Carrier, Client, Failure, Outcome, Parcel};
use serde_json::{Value, json};

/// A connection to the webhook.
pub struct WeCom {
    client: Client,
    path: String,
}

impl WeCom {
    /// Over a connection to scheme and host; `path` is what stands behind: `/cgi-bin/webhook/send?key=…`, the robot's secret.
    pub fn new(client: Client, path: &str) -> WeCom {
        WeCom { client, path: path.to_owned() }
    }
}

impl Carrier for WeCom {
    fn hand_over(&mut self, parcel: &Parcel) -> Outcome {
        let text =
            json!({ "content": format!("{}\n{}", parcel.title, parcel.text), "mentioned_list": [parcel.to] });
        let body = json!({ "msgtype": "text", "text": text });
        match self.client.post(&self.path, &body.to_string()) {
            Ok(answer) => {
                let said = serde_json::from_str::<Value>(&answer.body).ok();
                match said.as_ref().and_then(|said| said.get("errcode")).and_then(Value::as_i64) {
                    Some(0) => Outcome::Accepted,
                    Some(code) => Outcome::Refused(format!("errcode {code}")),
                    None => Outcome::Unknown(format!("状态 {}", answer.status)),
                }
            }
            Err(Failure::NotSent(why)) => Outcome::Refused(why),
            Err(failure) => Outcome::Unknown(failure.to_string()),
        }
    }

    fn ask(&mut self, _key: &str) -> Option<Outcome> {
        None
    }
}
