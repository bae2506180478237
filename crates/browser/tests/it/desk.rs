//! The browser itself: that it shows pages, and that script switched off is really off.

use std::io::{Read, Write};
use std::net::TcpListener;

use browser::{Desk, Driver};

/// Serves one page to any number of askers until the test ends; gives its address.
fn one_page(html: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n";
            let _ = stream.write_all(format!("{head}{html}").as_bytes());
        }
    });
    address
}

#[test]
fn script_runs_or_does_not_run_as_the_desk_says() {
    let address =
        one_page("<title>度</title><p>无</p><script>document.querySelector('p').textContent = '有'</script>");
    let driver = Driver::start().unwrap();
    for (script, seen) in [(true, "有"), (false, "无")] {
        let page = driver.open(&Desk { script, ..Desk::default() }).unwrap();
        page.go(&address).unwrap();
        assert_eq!(page.text("p").unwrap(), seen);
        assert_eq!(page.title().unwrap(), "度");
    }
}

#[test]
fn the_window_has_the_size_of_the_desk() {
    let address = one_page("<meta name=viewport content='width=device-width'><div id=a>一</div>");
    let driver = Driver::start().unwrap();
    for desk in [Desk::default(), Desk::phone()] {
        let page = driver.open(&desk).unwrap();
        page.go(&address).unwrap();
        assert_eq!(page.evaluate("innerWidth").unwrap(), desk.width);
        assert!(page.evaluate("nowhere.width").is_err(), "what throws is an error, no value");
        assert_eq!(page.overhang().unwrap(), 0);
        page.evaluate("document.body.style.width = '3000px'").unwrap();
        assert!(page.overhang().unwrap() > 1000, "a page too wide is seen");
        assert_eq!(&page.picture().unwrap()[1..4], b"PNG");
    }
}
