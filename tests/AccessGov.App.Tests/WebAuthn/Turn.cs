using System.Formats.Cbor;
using System.Text.Json.Nodes;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>Small turns of bytes, CBOR and JSON.</summary>
internal static class Turn
{
    public static byte[] Flip(this Random random, byte[] bytes)
    {
        byte[] turned = [.. bytes];
        turned[random.Next(turned.Length)] ^= (byte)(1 << random.Next(8));
        return turned;
    }

    public static byte[] Cut(this Random random, byte[] bytes) => bytes[..random.Next(bytes.Length)];

    public static byte[] Grow(this Random random, byte[] bytes)
    {
        var more = new byte[random.Next(1, 9)];
        random.NextBytes(more);
        return [.. bytes, .. more];
    }

    public static T Pick<T>(this Random random, params T[] from) => from[random.Next(from.Length)];

    public static string With(JsonObject json, Action<JsonObject> change)
    {
        change(json);
        return json.ToJsonString();
    }

    /// <summary>The same content in another writing: lax CBOR.</summary>
    public static byte[] Lax(byte[] canonical, Random random)
    {
        var reader = new CborReader(canonical);
        var writer = new CborWriter(CborConformanceMode.Lax);
        var (way, at, turned) = (random.Next(4), random.Next(3), false);
        reader.ReadStartMap();
        if (way == 0)
            writer.WriteStartMap(null);
        else
            writer.WriteStartMap(way == 1 ? 4 : 3);
        var members = new List<(string Name, byte[] Value)>();
        while (reader.PeekState() != CborReaderState.EndMap)
            members.Add((reader.ReadTextString(), reader.ReadEncodedValue().ToArray()));
        if (way == 1)
            members.Add(members[at]);
        if (way == 2)
            members.Reverse();
        foreach (var (name, value) in members)
        {
            writer.WriteTextString(name);
            if (way == 3 && !turned && (turned = true))
                writer.WriteTag(CborTag.SelfDescribeCbor);
            writer.WriteEncodedValue(value);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>A map of the public key whose first number is written longer than it needs to be.</summary>
    public static byte[] LongNumber(byte[] key) => [key[0], 0x18, .. key[1..]];

    public static byte[] Deep(int depth) => [0xA1, 0x61, (byte)'x', .. Enumerable.Repeat((byte)0x81, depth), 0x01];
}
