using System.Buffers.Text;
using System.Text.Unicode;

namespace AccessGov.Core.Kernel;

/// <summary>Walks JSON bytes and stops at the first byte that the canonical form would have written otherwise.</summary>
internal ref struct CanonicalScanner
{
    public const int MaxDepth = 16;
    public const int MaxKeyLength = 64;

    /// <summary>2^53 − 1: beyond it readers that hold numbers as doubles disagree (RFC 7493 §2.2).</summary>
    public const long MaxNumber = 9007199254740991;

    private readonly ReadOnlySpan<byte> json;
    private int at;
    private Wording? flaw;

    private CanonicalScanner(ReadOnlySpan<byte> json) => this.json = json;

    /// <summary>
    /// Null when the bytes are one canonical object and nothing else; otherwise what is wrong and at which byte (from 1).
    /// </summary>
    public static Wording? FlawOfObject(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return Wording.Of("Json.no-utf-8");
        var scanner = new CanonicalScanner(json);
        var whole = json is [(byte)'{', ..] ? scanner.Value(0) : scanner.Fail(Wording.Of("Json.no-object"));
        if (whole && scanner.at < json.Length)
            scanner.Fail(Wording.Of("Json.more-follows"));
        return scanner.flaw;
    }

    private bool Fail(Wording what)
    {
        flaw = Wording.Of("Json.at-byte", what, at + 1);
        return false;
    }

    private readonly byte Here => at < json.Length ? json[at] : (byte)0;

    private bool Take(char expected)
    {
        if (Here != expected || at >= json.Length)
            return Fail(Wording.Of("Json.expected", $"{expected}"));
        at++;
        return true;
    }

    private bool Value(int depth) =>
        Here switch
        {
            _ when depth > MaxDepth => Fail(Wording.Of("Json.nesting", MaxDepth)),
            (byte)'{' => Object(depth),
            (byte)'[' => List(depth),
            (byte)'"' => Text(),
            (byte)'t' => Word("true"u8),
            (byte)'f' => Word("false"u8),
            (byte)'n' => Word("null"u8),
            _ => Number(),
        };

    private bool Object(int depth)
    {
        at++;
        if (Here == '}')
        {
            at++;
            return true;
        }
        ReadOnlySpan<byte> before = default;
        for (var first = true; ; first = false)
        {
            var start = at + 1;
            if (!Text())
                return false;
            var key = json[start..(at - 1)];
            if (!IsKey(key))
                return Fail(Wording.Of("Json.key-form", MaxKeyLength));
            if (!first && before.SequenceCompareTo(key) >= 0)
                return Fail(Wording.Of("Json.keys-unsorted"));
            before = key;
            if (!Take(':') || !Value(depth + 1))
                return false;
            if (Here == '}')
            {
                at++;
                return true;
            }
            if (!Take(','))
                return false;
        }
    }

    internal static bool IsKey(ReadOnlySpan<byte> key) =>
        key.Length is >= 1 and <= MaxKeyLength
        && !key.ContainsAnyExceptInRange((byte)' ', (byte)'~')
        && !key.ContainsAny((byte)'"', (byte)'\\');

    private bool List(int depth)
    {
        at++;
        if (Here == ']')
        {
            at++;
            return true;
        }
        while (true)
        {
            if (!Value(depth + 1))
                return false;
            if (Here == ']')
            {
                at++;
                return true;
            }
            if (!Take(','))
                return false;
        }
    }

    private bool Text()
    {
        if (!Take('"'))
            return false;
        while (at < json.Length)
        {
            var c = json[at];
            if (c == '"')
            {
                at++;
                return true;
            }
            if (c < 0x20)
                return Fail(Wording.Of("Json.control-character"));
            at++;
            if (c == '\\' && !Escape())
                return false;
        }
        return Fail(Wording.Of("Json.text-open"));
    }

    private bool Escape()
    {
        if ("\"\\bfnrt"u8.Contains(Here) && at < json.Length)
        {
            at++;
            return true;
        }
        // The other control characters, in the one spelling of RFC 8785 §3.2.2.2: backslash, u00, two lower-case digits.
        if (
            json.Length - at >= 5
            && json[at..].StartsWith("u00"u8)
            && json[at + 3] is (byte)'0' or (byte)'1'
            && CanonicalText.IsLowerHex(json.Slice(at + 4, 1))
            && !(json[at + 3] == '0' && "89acd"u8.Contains(json[at + 4]))
        )
        {
            at += 5;
            return true;
        }
        return Fail(Wording.Of("Json.escapes"));
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!json[at..].StartsWith(word))
            return Fail(Wording.Of("Json.no-value"));
        at += word.Length;
        return true;
    }

    private bool Number()
    {
        var digits = at < json.Length && json[at] == '-' ? at + 1 : at;
        var end = digits;
        while (end < json.Length && json[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        var leadingZero = end > digits && json[digits] == '0' && (end - digits > 1 || digits > at);
        if (end == digits)
            return Fail(Wording.Of("Json.no-value"));
        if (
            leadingZero
            || (end < json.Length && json[end] is (byte)'.' or (byte)'e' or (byte)'E')
            || !Utf8Parser.TryParse(json[at..end], out long number, out _)
            || number is > MaxNumber or < -MaxNumber
        )
            return Fail(Wording.Of("Json.number-form"));
        at = end;
        return true;
    }
}
