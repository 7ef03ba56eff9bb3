"""A disclosure as somebody types it into the form."""

from base64 import b64decode

GIVER = {
    "giver-1-relation": "served_or_overseen",
    "giver-1-name": "PT Sumber Makmur",
}
OBJECT = {
    "object-1-kind": "food_drink",
    "object-1-form": "goods",
    "object-1-description": "Bingkisan buah dalam keranjang rotan",
    "object-1-value": "750.000",
    "object-1-valuation_basis": "market_price",
    "object-1-location": "with_reporter",
}
DISCLOSURE = {
    "type": "received",
    "unit": "satker-1",
    "name": "Sari Lestari",
    "id_number": "3273014505900001",
    "birth_place": "Bandung",
    "birth_date": "1990-05-05",
    "position": "Analis perizinan",
    "address": "Jalan Kenanga 7, Coblong, Bandung, Jawa Barat",
    "phone": "081200000000",
    "received_on": "2026-07-31",
    "place": "Kantor, ruang pelayanan",
    "event": "on_duty",
    "chronology": "Kurir mengantar bingkisan ke meja saya tanpa saya minta.",
    **GIVER,
    **OBJECT,
    "statement": "yes",
}
REFUSAL = {name: text for name, text in DISCLOSURE.items() if name != "received_on"} | {
    "type": "refused",
    "refused_on": "2026-07-31",
}
# What the UPG writes into its sheets about it.
REVIEW = {
    "outcome": "forwarded_to_kpk",
    "conflict": "yes",
    "official": "no",
    "perishable": "no",
    "above_standard": "yes",
    "value-1": "800.000",
    "note": "Pemberi sedang mengurus izin.",
}
FORWARDING = {"by": "upg", "number": "GOL-2026-0815", "on": "2026-08-03"}
DETERMINATION = {
    "determination": "state_property",
    "number": "SK 1234/2026",
    "on": "2026-08-03",
    "signer": "Deputi Bidang Pencegahan dan Monitoring",
}
SETTLEMENT = {
    "settlement": "handed_over",
    "number": "BA-3/2026",
    "on": "2026-08-03",
    "from": "UPG Satuan Kerja Satu",
    "to": "KPK",
}
CUSTODY = {
    "movement": "deposited",
    "number": "TT-1/2026",
    "on": "2026-08-03",
    "from": "Sari Lestari",
    "to": "UPG Satuan Kerja Satu",
    "condition": "Utuh, masih dibungkus",
    "place": "Lemari besi UPG",
}
# The smallest picture there is: one pixel.
PHOTO = (
    "bingkisan.png",
    b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
)
