"""Certificates for TLS servers of the tests: an authority of their own, and what it signs."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fakes.mailserver import HOST

VALID = timedelta(days=2)


@dataclass(frozen=True)
class Authority:
    """Who signs certificates, and where they are written."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def file(self) -> Path:
        """The authority's own certificate, for whoever is to trust it."""
        return self.folder / "authority.pem"

    def signed(
        self, name: str, *, host: str = HOST, ends_in: timedelta = VALID, by_itself: bool = False
    ) -> tuple[Path, Path]:
        """A certificate for the address or name `host` and its key, as files called `name`."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = _named(name) if by_itself else self.certificate.subject
        alternative = x509.SubjectAlternativeName([_known_by(host)])
        made = (
            _begun(_named(name), issuer, key, ends_in)
            .add_extension(alternative, critical=False)
            .sign(key if by_itself else self.key, hashes.SHA256())
        )
        return _written(self.folder / name, made, key)


def authority(folder: Path) -> Authority:
    """A new one, whose certificate lies in the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named("authority")
    made = (
        _begun(name, name, key, VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    _written(folder / "authority", made, key)
    return Authority(folder, key, made)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, ends_in: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + ends_in)
    )


def _written(
    stem: Path, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey
) -> tuple[Path, Path]:
    public, private = stem.with_suffix(".pem"), stem.with_suffix(".key")
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


def _known_by(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
