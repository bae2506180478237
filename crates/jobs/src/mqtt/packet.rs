//! Packets of MQTT 3.1.1 (OASIS, 2014-10-29), as few as a subscriber needs.

/// Longest packet taken: a batch of signals with its topic.
pub const PACKET_LIMIT: usize = (1 << 20) + (64 << 10);

/// What a broker may send to a subscriber.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    /// CONNACK: the return code, 0 for accepted.
    Accepted(u8),
    /// SUBACK: the granted quality, 0x80 for refused.
    Subscribed(u8),
    /// PUBLISH: topic, packet identifier (at quality 1), payload.
    Published {
        /// The topic.
        topic: String,
        /// To be acknowledged under this number; none at quality 0.
        number: Option<u16>,
        /// What was published.
        payload: Vec<u8>,
    },
    /// PINGRESP.
    Alive,
    /// Any other, of this type.
    Other(u8),
}

/// Reads one packet from the front of the bytes: the packet and how many bytes it took. None when more bytes are needed.
///
/// # Errors
/// One sentence for bytes that are no packet.
pub fn read(bytes: &[u8]) -> Result<Option<(Packet, usize)>, &'static str> {
    let Some(&first) = bytes.first() else { return Ok(None) };
    let (mut length, mut used) = (0usize, 1);
    loop {
        let Some(&byte) = bytes.get(used) else { return Ok(None) };
        length |= usize::from(byte & 0x7f) << (7 * (used - 1));
        used += 1;
        if byte & 0x80 == 0 {
            break;
        }
        if used > 4 {
            return Err("剩余长度超过四个字节");
        }
    }
    if length > PACKET_LIMIT {
        return Err("报文太长");
    }
    let Some(body) = bytes.get(used..used + length) else { return Ok(None) };
    let packet = match (first >> 4, body) {
        (2, [_, code]) => Packet::Accepted(*code),
        (9, [_, _, granted]) => Packet::Subscribed(*granted),
        (13, []) => Packet::Alive,
        (3, body) => published(first, body)?,
        (2 | 9 | 13, _) => return Err("报文长度不对"),
        (other, _) => Packet::Other(other),
    };
    Ok(Some((packet, used + length)))
}

fn published(first: u8, body: &[u8]) -> Result<Packet, &'static str> {
    let short = "发布报文不完整";
    let (length, rest) = body.split_first_chunk::<2>().ok_or(short)?;
    let (topic, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(short)?;
    let topic = std::str::from_utf8(topic).map_err(|_| "主题不是UTF-8")?.to_owned();
    let (number, payload) = match first >> 1 & 3 {
        0 => (None, rest),
        1 => {
            let (number, rest) = rest.split_first_chunk::<2>().ok_or(short)?;
            (Some(u16::from_be_bytes(*number)), rest)
        }
        _ => return Err("没有订阅这一服务质量"),
    };
    Ok(Packet::Published { topic, number, payload: payload.to_vec() })
}

/// CONNECT. A session that is kept (`clean` unset) lets the broker hold what is published while nobody listens.
pub fn connect(client: &str, keep_alive: u16, login: Option<(&str, &str)>) -> Vec<u8> {
    let mut body = Vec::new();
    text(&mut body, "MQTT");
    let flags = if login.is_some() { 0xc0 } else { 0 };
    body.extend([4, flags]);
    body.extend(keep_alive.to_be_bytes());
    text(&mut body, client);
    if let Some((user, password)) = login {
        text(&mut body, user);
        text(&mut body, password);
    }
    packet(0x10, &body)
}

/// SUBSCRIBE to a topic filter at quality 1.
pub fn subscribe(number: u16, filter: &str) -> Vec<u8> {
    let mut body = number.to_be_bytes().to_vec();
    text(&mut body, filter);
    body.push(1);
    packet(0x82, &body)
}

/// PUBACK.
pub fn acknowledge(number: u16) -> Vec<u8> {
    packet(0x40, &number.to_be_bytes())
}

/// PINGREQ.
pub fn ping() -> Vec<u8> {
    packet(0xc0, &[])
}

fn text(into: &mut Vec<u8>, text: &str) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    into.extend(length.to_be_bytes());
    into.extend(&text.as_bytes()[..usize::from(length)]);
}

fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut packet = vec![first];
    let mut rest = body.len();
    loop {
        let byte = (rest & 0x7f) as u8;
        rest >>= 7;
        packet.push(if rest > 0 { byte | 0x80 } else { byte });
        if rest == 0 {
            break;
        }
    }
    packet.extend(body);
    packet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_read_whole_or_not_at_all() {
        let mut body = vec![0, 1, b't', 0, 7];
        body.extend(vec![b'x'; 200]);
        let sent = packet(0x32, &body);
        for cut in 0..sent.len() {
            assert_eq!(read(&sent[..cut]), Ok(None), "{cut} bytes");
        }
        let payload = vec![b'x'; 200];
        let expected = Packet::Published { topic: "t".to_owned(), number: Some(7), payload };
        assert_eq!(read(&[sent.clone(), sent.clone()].concat()), Ok(Some((expected, sent.len()))));
    }

    #[test]
    fn what_is_no_packet_is_refused() {
        assert!(read(&[0x30, 0xff, 0xff, 0xff, 0xff, 1]).is_err(), "a length of five bytes");
        assert!(read(&[0x30, 0xff, 0xff, 0xff, 0x7f]).is_err(), "256 megabytes");
        assert!(read(&[0x32, 3, 0, 9, b't']).is_err(), "a topic beyond its packet");
        assert!(read(&[0x34, 5, 0, 1, b't', 0, 1]).is_err(), "quality 2 was not asked for");
        assert!(read(&[0x20, 1, 0]).is_err());
        assert_eq!(read(&[0xd0, 0]), Ok(Some((Packet::Alive, 2))));
    }

    #[test]
    fn connect_is_as_the_standard_has_it() {
        let plain = connect("ab", 30, None);
        assert_eq!(plain, [0x10, 14, 0, 4, b'M', b'Q', b'T', b'T', 4, 0, 0, 30, 0, 2, b'a', b'b']);
    }
}
