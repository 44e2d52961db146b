using System.Globalization;
using System.Text.Json;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Core.Kernel;

namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>Reads what FIDO's list says (MDS 3.1 §3.1); members that are not used are not looked at.</summary>
internal static class MetadataPayload
{
    /// <summary>Reads it; throws <see cref="WireFault"/>.</summary>
    /// <param name="utf8">The payload of the JWT.</param>
    public static MetadataBlob Read(byte[] utf8)
    {
        using var document = WireJson.Read(utf8);
        var root = document.RootElement;
        if (WireJson.Find(root, "no") is not { ValueKind: JsonValueKind.Number } no || !no.TryGetInt64(out var number) || number < 0)
            throw new WireFault("'no' is no number.", Wording.Of("Wire.no-number", "no"));
        const string promised = "nextUpdate";
        var next = Day(root, promised) ?? throw new WireFault($"'{promised}' is missing.", Wording.Of("Json.member-missing", promised));
        return new MetadataBlob(number, next, [.. WireJson.Many(root, "entries").Select(Entry)]);
    }

    private static MetadataEntry Entry(JsonElement entry)
    {
        Guid? aaguid = WireJson.OptionalText(entry, "aaguid") is { } text
            ? Guid.TryParseExact(text, "D", out var read)
                ? read
                : throw new WireFault($"'{text}' is no AAGUID.", Wording.Of("Wire.no-aaguid", text))
            : null;
        var statement = WireJson.Find(entry, "metadataStatement") ?? default;
        var known = statement.ValueKind == JsonValueKind.Object;
        return new MetadataEntry(
            aaguid,
            [.. Texts(entry, "attestationCertificateKeyIdentifiers")],
            known ? WireJson.OptionalText(statement, "description") ?? "" : "",
            known ? [.. Texts(statement, "attestationRootCertificates").Select(Certificate)] : [],
            [.. WireJson.Many(entry, "statusReports").Select(Report)]
        );
    }

    private static MetadataReport Report(JsonElement report) =>
        new(WireJson.Text(report, "status"), Day(report, "effectiveDate"), Day(report, "sunsetDate"));

    private static IEnumerable<string> Texts(JsonElement of, string name) =>
        WireJson
            .Many(of, name)
            .Select(t =>
                t.ValueKind == JsonValueKind.String
                    ? t.GetString()!
                    : throw new WireFault($"'{name}' is no list of texts.", Wording.Of("Json.member-no-list", name))
            );

    // Line breaks stand in some; what is no certificate is believed by nobody later.
    private static byte[] Certificate(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static DateOnly? Day(JsonElement of, string name)
    {
        if (WireJson.OptionalText(of, name) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new WireFault($"'{name}' is '{text}', no day.", Wording.Of("Wire.no-day", name, text));
    }
}
