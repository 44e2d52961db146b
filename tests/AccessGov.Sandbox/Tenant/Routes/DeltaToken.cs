using System.Globalization;
using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>Where a delta reader stands: changes [From, To) of the log, or the initial walk; After is the place within the round.</summary>
internal readonly record struct DeltaToken(PropertySet Select, DateTimeOffset IssuedAt, long From, long To, bool Initial, long After)
{
    public string Encode() =>
        Opaque.Encode(
            string.Join(
                '|',
                "D",
                Select.Bits.ToString("x", CultureInfo.InvariantCulture),
                IssuedAt.ToUnixTimeMilliseconds(),
                From,
                To,
                Initial ? 1 : 0,
                After
            )
        );

    public static bool TryDecode(string text, out DeltaToken token)
    {
        token = default;
        if (Opaque.Decode(text)?.Split('|') is not ["D", var select, var issued, var from, var to, var initial, var after])
            return false;
        token = new(
            new(ulong.Parse(select, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(issued)),
            long.Parse(from),
            long.Parse(to),
            initial == "1",
            long.Parse(after)
        );
        return true;
    }
}
