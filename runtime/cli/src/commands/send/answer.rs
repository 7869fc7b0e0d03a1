//! The response as it is printed.

use flowright_effects::HttpResponse;

/// The status, the header fields, an empty line and the body.
pub(super) fn shown(response: &HttpResponse) -> String {
    let mut text = format!("HTTP {}\n", response.status);
    for (name, value) in &response.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        text.push_str(&format!("{name}: {value}\n"));
    }
    let body = String::from_utf8_lossy(&response.body);
    if !body.is_empty() {
        text.push_str(&format!("\n{body}"));
        if !body.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}
