using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using CsCheck;

namespace AccessGov.App.Tests.Storage;

/// <summary>Kept personnel facts have the bytes that they always had: a worker's line is the same whoever writes it.</summary>
public class WorkerWriterTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[0, 12],
        Gen.String[Gen.Char["須坂髙﨑<>&'\"\\/+\n\t\u2028\u007F\uE000é "], 0, 8],
        Gen.Const("𠮷野　家")
    );
    private static readonly Gen<DateOnly> Days = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<DateSpan> Spans = Gen.Select(Days, Days, Gen.Bool, (a, b, ends) => new DateSpan(a, ends ? b : null));
    private static readonly Gen<Worker> Workers = Gen.Select(
        Gen.Select(Texts, Texts, Texts, Texts),
        Gen.Select(Gen.Enum<EmploymentKind>(), Spans, Gen.Bool, (kind, days, stops) => new Employment(kind, days, stops)).Array[0, 3],
        Gen.Select(
            Gen.Enum<PostingKind>(),
            Texts,
            Texts,
            Spans,
            (kind, org, post, days) => new Posting(new SourceId("mayor"), kind, new OrgCode(org), post, days)
        ).Array[0, 3],
        Gen.Select(Gen.Enum<LeaveKind>(), Spans, (kind, days) => new Leave(kind, days)).Array[0, 2],
        Gen.Bool,
        (texts, terms, postings, leaves, hasFormer) =>
            new Worker(
                new EmployeeId(texts.Item1),
                new SourceId("mayor"),
                texts.Item2,
                terms,
                postings,
                leaves,
                hasFormer ? new EmployeeId(texts.Item3) : null,
                hasFormer ? texts.Item4 : null
            )
    );

    [Fact]
    public void Workers_are_written_as_any_other_value() =>
        Workers.Sample(worker =>
        {
            using var to = new MemoryStream();
            using (var writer = new WorkerWriter(to))
            {
                writer.Write(worker);
                writer.Write(worker);
            }
            var line = JsonSerializer.SerializeToUtf8Bytes(worker, CoreJson.Options).Append((byte)'\n').ToArray();
            Assert.Equal([.. line, .. line], to.ToArray());
        });
}
