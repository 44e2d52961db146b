using AccessGov.Core.Kernel;

namespace AccessGov.Core.Transfers;

/// <summary>
/// What may pass between nodes. Nothing else does: residents' data has no word here, and a part of another kind is refused.
/// </summary>
public static class TransferKinds
{
    /// <summary>Begins <c>people:SOURCE</c>: who works where, since when and until when, as a source says it now.</summary>
    public const string PeoplePrefix = "people:";

    /// <summary>Completed trainings.</summary>
    public const string Trainings = "trainings";

    /// <summary>Contracts of 委託事業者.</summary>
    public const string Contracts = "contracts";

    /// <summary>Who holds an enrolled key, and for which days.</summary>
    public const string Keys = "keys";

    /// <summary>Moves that were announced (内示・発令).</summary>
    public const string Moves = "moves";

    /// <summary>How many people, accounts, rights, plans and open findings there are.</summary>
    public const string Counts = "counts";

    /// <summary>Who holds which right of the My Number zone, by 職員番号.</summary>
    public const string Held = "held";

    /// <summary>The last plans: their ids, counts and what became of them.</summary>
    public const string Plans = "plans";

    /// <summary>What a witness is asked about the sender's record.</summary>
    public const string WitnessRequest = "witness-request";

    /// <summary>What the sender, as a witness, answers about the recipient's record.</summary>
    public const string WitnessReply = "witness-reply";

    /// <summary>
    /// Who alone supplied by hand what is in the package: goes with every package that tells facts, and in no table.
    /// </summary>
    public const string Words = "words";

    private const string SourceWord = "source:",
        PersonWord = "person:",
        MovesWord = "announcement:";

    private static readonly string[] Named =
    [
        Trainings,
        Contracts,
        Keys,
        Moves,
        Counts,
        Held,
        Plans,
        WitnessRequest,
        WitnessReply,
    ];

    /// <summary>The words, as somebody writes them into the settings.</summary>
    public static IReadOnlyList<string> All { get; } = [PeoplePrefix + "SOURCE", .. Named];

    /// <summary>True for a kind of part.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static bool IsOne(string? text) => text is not null && (Named.Contains(text) || SourceOf(text) is not null);

    /// <summary>True for a kind of which facts are taken over: what somebody supplied by hand may be in it.</summary>
    /// <param name="kind">The kind.</param>
    public static bool TellsFacts(string kind) => kind is Trainings or Contracts or Keys or Moves || SourceOf(kind) is not null;

    /// <summary>The kind of part whose facts a word is about, as it names its list or source; null of what does not pass.</summary>
    /// <param name="what">
    /// <c>source:S</c>, <c>person:S:ID</c>, <c>keys</c>, <c>trainings</c>, <c>contracts</c>, <c>announcement:…</c>.
    /// </param>
    public static string? OfWord(string what)
    {
        ArgumentNullException.ThrowIfNull(what);
        var list = what.Split('|')[0];
        return list is Trainings or Contracts or Keys ? list
            : list.StartsWith(MovesWord, StringComparison.Ordinal) ? Moves
            : list.StartsWith(SourceWord, StringComparison.Ordinal) ? PeopleOf(list[SourceWord.Length..])
            : list.StartsWith(PersonWord, StringComparison.Ordinal) && list.LastIndexOf(':') is var end && end >= PersonWord.Length
                ? PeopleOf(list[PersonWord.Length..end])
            : null;
    }

    /// <summary>What a word about a whole part of a kind names.</summary>
    /// <param name="kind">The kind, of which facts are taken over.</param>
    public static string WordOf(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return SourceOf(kind) is { } source ? SourceWord + source
            : kind == Moves ? MovesWord + "node"
            : kind;
    }

    /// <summary>The source whose people a part holds; null of another kind.</summary>
    /// <param name="kind">The kind.</param>
    public static SourceId? SourceOf(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return
            kind.StartsWith(PeoplePrefix, StringComparison.Ordinal) && kind[PeoplePrefix.Length..] is { Length: >= 1 and <= 64 } source
            && !source.Any(c => c is ',' || char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c))
            ? new SourceId(source)
            : null;
    }

    private static string? PeopleOf(string source) => SourceOf(PeoplePrefix + source) is null ? null : PeoplePrefix + source;
}
