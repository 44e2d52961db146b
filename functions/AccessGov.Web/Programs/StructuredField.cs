using System.Text;
using System.Text.Unicode;

namespace AccessGov.Web.Programs;

/// <summary>
/// A member of a dictionary of structured fields (RFC 9651 §3.2), or an item of an inner list. Of a key that stands twice, a parameter's
/// too, the last value counts, in the place of the first (§4.2.2, §4.2.3.2): the others are gone before anybody looks.
/// </summary>
/// <param name="Key">Its key; empty for an item of a list.</param>
/// <param name="Value">The bare item as it is written; null for an inner list.</param>
/// <param name="Items">What an inner list has.</param>
/// <param name="Parameters">Keys and bare items, in their order.</param>
internal sealed record StructuredField(
    string Key,
    string? Value,
    IReadOnlyList<StructuredField> Items,
    IReadOnlyList<KeyValuePair<string, string>> Parameters
)
{
    private const string True = "?1";

    /// <summary>The bare item as a text; null when it is none.</summary>
    public string? Text => TextOf(Value);

    /// <summary>The bare item as bytes; null when it is none.</summary>
    public byte[]? Bytes
    {
        get
        {
            if (Value is not [':', .., ':'])
                return null;
            // Some leave the padding out (RFC 9651 §4.2.7).
            var digits = Value[1..^1].TrimEnd('=');
            var bytes = new byte[Value.Length];
            return Convert.TryFromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='), bytes, out var count)
                ? bytes[..count]
                : null;
        }
    }

    /// <summary>A bare item as a text; null when it is none.</summary>
    public static string? TextOf(string? bare)
    {
        if (bare is not ['"', .., '"'])
            return null;
        var text = new StringBuilder();
        for (var i = 1; i < bare.Length - 1; i++)
            text.Append(bare[i] == '\\' ? bare[++i] : bare[i]);
        return text.ToString();
    }

    /// <summary>The bare item of a parameter; null when there is none.</summary>
    public string? Parameter(string key) => Parameters.FirstOrDefault(p => p.Key == key).Value;

    /// <summary>It as everybody writes it (RFC 9651 §4.1), without its key: so it is signed, whatever spaces it came with.</summary>
    public string Canonical() =>
        (Value ?? $"({string.Join(' ', Items.Select(i => i.Canonical()))})")
        + string.Concat(Parameters.Select(p => p.Value == True ? $";{p.Key}" : $";{p.Key}={p.Value}"));

    /// <summary>Reads a dictionary; null when the text is none.</summary>
    /// <param name="text">All lines of the field, joined by commas.</param>
    public static IReadOnlyList<StructuredField>? Dictionary(string text) => new Reader(text).Dictionary();

    /// <summary>RFC 9651 §4.2. A method that reads something returns null, or false, where it is not there.</summary>
    private sealed class Reader(string text)
    {
        private int at;

        private char Next => at < text.Length ? text[at] : '\0';

        public List<StructuredField>? Dictionary()
        {
            var members = new List<StructuredField>();
            Skip(" ");
            while (at < text.Length)
            {
                if (Key() is not { } key || Member(key) is not { } member)
                    return null;
                Put(members, member, members.FindIndex(m => m.Key == key));
                Skip(" \t");
                if (at == text.Length)
                    return members;
                if (text[at++] != ',')
                    return null;
                Skip(" \t");
                if (at == text.Length)
                    return null;
            }
            return members;
        }

        private StructuredField? Member(string key)
        {
            if (Next != '=')
                return Parameters() is { } flags ? new StructuredField(key, True, [], flags) : null;
            at++;
            if (Next != '(')
                return Item(key);
            at++;
            var items = new List<StructuredField>();
            while (true)
            {
                Skip(" ");
                if (Next == ')')
                    break;
                if (Item("") is not { } item || Next is not (' ' or ')'))
                    return null;
                items.Add(item);
            }
            at++;
            return Parameters() is { } parameters ? new StructuredField(key, null, items, parameters) : null;
        }

        private StructuredField? Item(string key) =>
            Bare() is { } bare && Parameters() is { } parameters ? new StructuredField(key, bare, [], parameters) : null;

        private List<KeyValuePair<string, string>>? Parameters()
        {
            var parameters = new List<KeyValuePair<string, string>>();
            while (Next == ';')
            {
                at++;
                Skip(" ");
                if (Key() is not { } key)
                    return null;
                var value = True;
                if (Next == '=')
                {
                    at++;
                    if (Bare() is not { } bare)
                        return null;
                    value = bare;
                }
                Put(parameters, new(key, value), parameters.FindIndex(p => p.Key == key));
            }
            return parameters;
        }

        private static void Put<T>(List<T> all, T one, int at)
        {
            if (at < 0)
                all.Add(one);
            else
                all[at] = one;
        }

        private string? Key() =>
            Next is '*' || char.IsAsciiLetterLower(Next)
                ? While(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '*')
                : null;

        private string? Bare()
        {
            switch (Next)
            {
                case '"':
                    return Quoted();
                case ':':
                    var end = text.IndexOf(':', at + 1);
                    var bytes = end < 0 ? null : text[at..(end + 1)];
                    at = end + 1;
                    return bytes?[1..^1].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=') == true ? bytes : null;
                case '?':
                    at += 2;
                    return at <= text.Length && text[at - 1] is '0' or '1' ? text[(at - 2)..at] : null;
                case '%':
                    return Display();
                case '@':
                    at++;
                    return Number() is { } seconds && !seconds.Contains('.', StringComparison.Ordinal) ? "@" + seconds : null;
                case '-' or (>= '0' and <= '9'):
                    return Number();
                case '*' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'):
                    return While(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~:/".Contains(c, StringComparison.Ordinal));
                default:
                    return null;
            }
        }

        /// <summary>An integer or a decimal as everybody writes it: without zeros before it, and with those behind that must be.</summary>
        private string? Number()
        {
            var sign = Next == '-' ? "-" : "";
            at += sign.Length;
            var (whole, isDecimal, fraction) = (While(char.IsAsciiDigit), Next == '.', "");
            if (isDecimal)
            {
                at++;
                fraction = While(char.IsAsciiDigit);
            }
            if (whole.Length is 0 || whole.Length > (isDecimal ? 12 : 15) || isDecimal && fraction.Length is 0 or > 3)
                return null;
            whole = whole.TrimStart('0').PadLeft(1, '0');
            var number = isDecimal ? $"{whole}.{fraction.TrimEnd('0').PadRight(1, '0')}" : whole;
            return number.All(c => c is '0' or '.') ? number : sign + number;
        }

        /// <summary>A text of any letters (§4.2.10), written back as everybody writes it (§4.1.11).</summary>
        private string? Display()
        {
            at++;
            if (Next != '"')
                return null;
            at++;
            var bytes = new List<byte>();
            while (at < text.Length && text[at] is >= ' ' and <= '~')
                switch (text[at++])
                {
                    case '"':
                        return Written([.. bytes]);
                    case '%':
                        if (at + 2 > text.Length || !text[at..(at + 2)].All(char.IsAsciiHexDigitLower))
                            return null;
                        bytes.Add(Convert.ToByte(text[at..(at + 2)], 16));
                        at += 2;
                        break;
                    case var letter:
                        bytes.Add((byte)letter);
                        break;
                }
            return null;

            static string? Written(byte[] bytes) =>
                Utf8.IsValid(bytes)
                    ? $"%\"{string.Concat(bytes.Select(b => IsPlain(b) ? $"{(char)b}" : $"%{b:x2}"))}\""
                    : null;

            static bool IsPlain(byte letter) => letter is >= 0x20 and <= 0x7e and not ((byte)'%' or (byte)'"');
        }

        private string? Quoted()
        {
            var from = at++;
            while (at < text.Length && text[at] is >= ' ' and <= '~')
                switch (text[at++])
                {
                    case '"':
                        return text[from..at];
                    case '\\' when Next is not ('"' or '\\'):
                        return null;
                    case '\\':
                        at++;
                        break;
                }
            return null;
        }

        private string While(Func<char, bool> belongs)
        {
            var from = at;
            while (at < text.Length && belongs(text[at]))
                at++;
            return text[from..at];
        }

        private void Skip(string blanks) => While(c => blanks.Contains(c, StringComparison.Ordinal));
    }
}
