//! A district that is carried to a server and back, killed on the way again and again, is the same to the last digest.

use super::{Scratch, at, duheng, said};
use std::process::{Command, Stdio};
use std::time::Duration;

#[path = "../../../office/tests/it/server.rs"]
#[allow(dead_code, reason = "one server for the tests of several crates")]
pub(crate) mod server;

#[test]
fn killed_while_it_is_moved_it_goes_on_and_comes_back_the_same() {
    let district = Scratch::district("engine-move");
    let (dir, address) = (at(&district.0), server::server().schema());
    let before = (said(&["evaluate", dir, "--json"]), said(&["journal", "root", dir]));
    for (from, to) in [(dir, address.as_str()), (address.as_str(), dir)] {
        let mut kills = 0;
        loop {
            let mut moving = Command::new(env!("CARGO_BIN_EXE_duheng"));
            let mut moving =
                moving.args(["move", from, to]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(200 + 600 * kills));
            moving.kill().ok();
            if moving.wait().unwrap().success() {
                break;
            }
            kills += 1;
            assert!(kills < 60, "it does not come to an end");
        }
        assert!(kills > 0, "it was never killed");
        assert_eq!((said(&["evaluate", dir, "--json"]), said(&["journal", "root", dir])), before);
    }
    let verified = duheng(&["journal", "verify", dir]);
    assert!(verified.status.success(), "{verified:?}");
}
