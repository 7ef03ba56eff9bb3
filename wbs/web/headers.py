"""The headers of every answer: nothing from elsewhere, nothing kept, nothing told on."""

from flask import Flask, Response

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def install(app: Flask, tls: bool) -> None:
    """Set the headers on every answer; a view may have set a stricter policy already."""

    def set_headers(response: Response) -> Response:
        own = {name.lower() for name, _ in response.headers}
        response.headers.extend([(n, v) for n, v in HEADERS.items() if n.lower() not in own])
        if tls:
            response.headers["Strict-Transport-Security"] = "max-age=63072000"
        return response

    app.after_request(set_headers)
