using System.Text.Json;
using AccessGov.App.Personnel;

namespace AccessGov.App.Audit.Comparing;

/// <summary>What facts say of one row: what its members must be. A member that no fact names may be anything.</summary>
internal sealed class ToldRow
{
    /// <summary>Facts and rows of one commit take their instants one after the other.</summary>
    private static readonly TimeSpan OneCommit = TimeSpan.FromMinutes(1);

    private string? digest;
    private readonly Dictionary<string, Func<JsonElement, bool>> members = new(StringComparer.Ordinal);

    /// <summary>True once facts say that it holds no longer: the next one begins anew.</summary>
    public bool IsOver { get; private set; }

    /// <summary>A member is this text, which may be empty; null when the fact, of an older version, does not tell.</summary>
    public ToldRow With(string member, string? value) => With(member, found => value is null || TextOf(found) == value);

    /// <summary>A member is an instant of a fact's commit.</summary>
    public ToldRow At(string member, DateTimeOffset at) => With(member, found => IsAt(found, at));

    /// <summary>A member is the day of a fact, in whatever time zone; nothing else comes after.</summary>
    public ToldRow OverOn(string member, DateTimeOffset at)
    {
        IsOver = true;
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return With(
            member,
            found => DateOnly.TryParseExact(TextOf(found), "yyyy-MM-dd", out var told) && Math.Abs(told.DayNumber - day.DayNumber) is 0 or 1
        );
    }

    /// <summary>The row has this hash.</summary>
    public static ToldRow Whole(string? digest) => new() { digest = digest };

    /// <summary>A member is whatever the test says.</summary>
    public ToldRow With(string member, Func<JsonElement, bool> fits)
    {
        members[member] = fits;
        return this;
    }

    /// <summary>Whether a row of the store is what facts say.</summary>
    public bool Fits(ReadOnlyMemory<byte> json)
    {
        if (digest is not null && SuppliedByHand.HashOf(json.Span) != digest)
            return false;
        try
        {
            using var row = JsonDocument.Parse(json);
            var root = row.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && members.All(m => m.Value(root.TryGetProperty(m.Key, out var found) ? found : default));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text of a member; empty when it is not there or null.</summary>
    public static string? TextOf(JsonElement found) =>
        found.ValueKind switch
        {
            JsonValueKind.String => found.GetString(),
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            _ => null,
        };

    /// <summary>Whether a member is an instant of a fact's commit.</summary>
    public static bool IsAt(JsonElement found, DateTimeOffset at) =>
        found.ValueKind == JsonValueKind.String && found.TryGetDateTimeOffset(out var told) && (told - at).Duration() <= OneCommit;
}
