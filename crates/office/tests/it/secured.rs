//! A database on another machine is spoken to under TLS, and only to whom a trusted authority vouches for.

use crate::by;
use crate::district::{BUDGET, District, Folder};
use crate::server::secured;
use office::{Address, Error};

#[test]
fn a_database_is_spoken_to_under_tls_when_its_certificate_is_trusted() {
    let server = secured();
    server
        .told("postgres", "ALTER ROLE duheng PASSWORD 'database secret'; ALTER SCHEMA public OWNER TO duheng")
        .unwrap();
    let (ca, other) = (server.file("ca.pem"), server.file("other.pem"));
    let refused = |host: &str, words: &str| {
        let folder = Folder::new();
        Address::read(&server.by_port(host, words)).unwrap().note(&folder.0.join("district")).unwrap();
        match District::tried(folder, &[]).err() {
            Some(Error::Store(fault)) => fault.to_string(),
            other => panic!("{host} {words}: {other:?}"),
        }
    };
    let untrusted = refused("localhost", &format!("sslmode=require&sslrootcert={other}"));
    assert!(untrusted.contains("证书不受信任") && !untrusted.contains("secret"), "{untrusted}");
    // The certificate is of a name, not of an address.
    assert!(refused("127.0.0.1", &format!("sslmode=require&sslrootcert={ca}")).contains("证书不受信任"));
    // The server takes nobody in the clear.
    let clear = refused("localhost", "sslmode=disable");
    assert!(clear.contains("pg_hba") || clear.contains("no encryption"), "{clear}");
    let address =
        Address::read(&server.by_port("localhost", &format!("sslmode=require&sslrootcert={ca}"))).unwrap();
    assert!(!format!("{address:?} {address}").contains("secret"));
    let folder = Folder::new();
    address.note(&folder.0.join("district")).unwrap();
    let district = District::in_folder(folder, &[]);
    assert!(district.import(&[("教育经费.csv", BUDGET)]).recorded);
    let session = by(&district.office, "本机");
    assert!(district.office.journal_verify(&session, None, None).unwrap().findings.is_empty());
    let ours = "FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'duheng'";
    assert_eq!(
        server.told("postgres", &format!("SELECT COUNT(*) > 0 AND bool_and(ssl) {ours}")).unwrap(),
        "t"
    );
}

#[test]
fn an_address_says_how_it_is_secured() {
    let told = |text: &str| Address::read(text).err().map(|why| why.to_string()).unwrap_or_default();
    let ours = std::env::temp_dir().join(format!("duheng-no-ca-{}", std::process::id()));
    let with = |words: &str| told(&format!("postgres://duheng@db.example.cn/nanhu{words}"));
    assert!(with("").contains("sslmode=require"));
    assert!(with("?sslrootcert=/etc/ca.pem").contains("sslmode=require"));
    assert!(with(&format!("?sslmode=require&sslrootcert={}", ours.display())).contains("根证书"));
    assert_eq!(with("?sslmode=require"), "");
    assert_eq!(with("?sslmode=disable"), "");
}
