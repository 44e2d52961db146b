using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>Something that happened with a request (利用申請) or an exception (例外措置).</summary>
/// <param name="Line">Line of the record.</param>
/// <param name="At">When, as the record writes instants: UTC, milliseconds; such texts are in order of time.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="What">Kind of the fact, <c>request-…</c>.</param>
/// <param name="Person">For whom.</param>
/// <param name="By">Who, or which trigger.</param>
public sealed record ToldRequest(long Line, string At, DateOnly On, string What, string Person, string By)
{
    /// <summary>Number of the request.</summary>
    public string? Request { get; init; }

    /// <summary>The right.</summary>
    public string? Right { get; init; }

    /// <summary>Code of the stage that was agreed to.</summary>
    public string? Stage { get; init; }

    /// <summary>Code of how it ended.</summary>
    public string? How { get; init; }

    /// <summary>The last day that was asked for, or agreed to with the last stage.</summary>
    public string? Until { get; init; }

    /// <summary>What for, or why not.</summary>
    public string? Said { get; init; }

    /// <summary>True where a fact is one.</summary>
    internal static bool Is(FactKind kind) => kind.Value.StartsWith("request-", StringComparison.Ordinal);

    internal static ToldRequest Of(Fact fact, JsonElement body, DateOnly on, long line) =>
        new(line, CanonicalText.Write(fact.At), on, fact.Kind.Value, fact.Subject, fact.Actor.ToString()!)
        {
            Request = RecordReader.Text(body, "request"),
            Right = RecordReader.Text(body, "right"),
            Stage = RecordReader.Text(body, "stage"),
            How = RecordReader.Text(body, "how"),
            Until = RecordReader.Text(body, "until"),
            Said = RecordReader.Text(body, "purpose") ?? RecordReader.Text(body, "reason"),
        };

    /// <summary>True for what was asked for somebody, and for what he did.</summary>
    internal bool IsOf(string person) => By == person || Person == person;
}
