using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>Something that happened with an access review. What was answered and not handed in is none of it.</summary>
/// <param name="Line">Line of the record.</param>
/// <param name="At">When, as the record writes instants: UTC, milliseconds; such texts are in order of time.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="What">Kind of the fact; <see cref="Silence"/> and <see cref="TakenBack"/> for what was handed in so.</param>
/// <param name="Round">The round; the review, the head or the directory where it is of no round.</param>
/// <param name="By">Who, or which trigger.</param>
public sealed record ToldReview(long Line, string At, DateOnly On, string What, string Round, string By)
{
    /// <summary>Handed in by nobody: silence, who left or came back, and what was answered and not handed in.</summary>
    public const string Silence = "review-silence";

    /// <summary>Somebody took back what he had handed in.</summary>
    public const string TakenBack = "review-taken-back";

    private static readonly FactKind[] Left = [FactKind.ReviewAnswered, FactKind.ReviewPaperEntered];

    /// <summary>Whose decision it is, where others typed it from paper; who stands in, where somebody was named.</summary>
    public string? For { get; init; }

    /// <summary>受付番号.</summary>
    public string? Receipt { get; init; }

    /// <summary>How many rights, or people who moved.</summary>
    public long? Items { get; init; }

    /// <summary>Rights that stay.</summary>
    public long? Keeps { get; init; }

    /// <summary>Rights that are taken.</summary>
    public long? Removes { get; init; }

    /// <summary>Rights that the owners are asked about.</summary>
    public long? Unsure { get; init; }

    /// <summary>Why, where somebody wrote it; of a round that was opened, or was not because nothing was in it, what it is about.</summary>
    public string? Said { get; init; }

    /// <summary>Whose rights were read back as taken; no part of an answer.</summary>
    internal IReadOnlyList<string> People { get; init; } = [];

    /// <summary>True where a fact is one.</summary>
    internal static bool Is(FactKind kind) => kind.Value.StartsWith("review-", StringComparison.Ordinal) && !Left.Contains(kind);

    internal static ToldReview Of(Fact fact, JsonElement body, DateOnly on, long line)
    {
        string[] rights = RecordReader.Texts(body, "rights");
        var what =
            fact.Kind != FactKind.ReviewSubmitted ? fact.Kind.Value
            : fact.Actor is not Actor.Employee ? Silence
            : RecordReader.Text(body, "takesBack") is not null ? TakenBack
            : fact.Kind.Value;
        return new ToldReview(line, CanonicalText.Write(fact.At), on, what, fact.Subject, fact.Actor.ToString()!)
        {
            For = RecordReader.Text(body, "reviewer") ?? RecordReader.Text(body, "by"),
            Receipt = RecordReader.Text(body, "receipt"),
            Items =
                RecordReader.Number(body, "items")
                ?? RecordReader.Number(body, "people")
                ?? (fact.Kind == FactKind.ReviewProved ? rights.Length : null),
            Keeps = RecordReader.Number(body, "keeps"),
            Removes = RecordReader.Number(body, "removes"),
            Unsure = RecordReader.Number(body, "unsure"),
            Said = RecordReader.Text(body, "reason") ?? RecordReader.Text(body, "scope"),
            People = [.. rights.Select(r => r.Split(' ')[0])],
        };
    }

    /// <summary>True for what somebody did, what others did in his place, and what was taken from him.</summary>
    internal bool IsOf(string person) => By == person || For == person || Round == person || People.Contains(person);
}
