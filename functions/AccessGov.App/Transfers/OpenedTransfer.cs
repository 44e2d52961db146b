using AccessGov.App.Personnel;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Transfers;
using static AccessGov.App.Personnel.Reading.Plain.PlainRowReader;

namespace AccessGov.App.Transfers;

/// <summary>A package that may be taken over, every part of it read.</summary>
/// <param name="Package">The package.</param>
/// <param name="Peer">Its sender.</param>
/// <param name="People">What sources tell by it.</param>
/// <param name="Lists">Lists, and what is kept as it is, by kind.</param>
/// <param name="Words">Who alone supplied by hand what is in it.</param>
internal sealed record OpenedTransfer(
    TransferPackage Package,
    TransferPeer Peer,
    IReadOnlyList<SourceExtract> People,
    IReadOnlyDictionary<string, object> Lists,
    IReadOnlyList<SuppliedByHand.ToldWord> Words
)
{
    /// <summary>Reads every part, or says which cannot be read or has a text that is too long.</summary>
    public static (OpenedTransfer? Opened, Refusal? Why) Read(TransferPackage package, TransferPeer peer)
    {
        var (people, lists) = (new List<SourceExtract>(), new Dictionary<string, object>());
        IReadOnlyList<SuppliedByHand.ToldWord> words = [];
        foreach (var (part, bytes) in package.Manifest.Parts.Zip(package.Parts))
        {
            var read = TransferKinds.SourceOf(part.Kind) is { } source
                ? PeoplePart.Read(bytes, source, part.Hash, peer.TellsNames)
                : ListOf(part, bytes);
            if (read is null)
                return (null, new Refusal("transfer-part-unreadable", part.Kind, package.Manifest.Number, 0));
            if (TooLong(read, bytes) is var (length, most))
                return (null, new Refusal("transfer-text-too-long", part.Kind, length, most));
            if (read is SourceExtract extract)
                people.Add(extract);
            else if (read is List<SuppliedByHand.ToldWord> told)
                words = told;
            else
                lists.Add(part.Kind, read);
        }
        return (new OpenedTransfer(package, peer, people, lists, words), null);
    }

    private static object? ListOf(TransferPart part, ReadOnlyMemory<byte> bytes) =>
        part.Kind switch
        {
            TransferKinds.Trainings => ListPart.Read<TrainingFact>(bytes, part.Rows, t => t.Worker),
            TransferKinds.Contracts => ListPart.Read<ContractFact>(bytes, part.Rows, c => c.Worker),
            TransferKinds.Keys => ListPart.Read<KeyFact>(bytes, part.Rows, k => k.Worker),
            TransferKinds.Moves => Sound(ListPart.Read<TransferContent.ToldMove>(bytes, part.Rows, m => m.Move?.Worker ?? default)),
            TransferKinds.Words => Sound(ListPart.Read<SuppliedByHand.ToldWord>(bytes, part.Rows, w => w.By)),
            TransferKinds.Held => ListPart.Read<TransferContent.HeldRight>(bytes, part.Rows, h => h.Worker) is null ? null : bytes,
            TransferKinds.Counts => ListPart.One<TransferContent.Counts>(bytes) is null ? null : bytes,
            TransferKinds.Plans => ListPart.One<List<TransferContent.ToldPlan?>>(bytes) is { } plans
            && plans.Count == part.Rows
            && plans.TrueForAll(p => p is not null)
                ? bytes
                : null,
            _ => TransferLetters.IsOne(part.Kind, bytes.Span) ? bytes : null,
        };

    private static List<TransferContent.ToldMove>? Sound(List<TransferContent.ToldMove>? moves) =>
        moves is not null && moves.TrueForAll(m => m.By is not { } by || EmployeeId.TryParse(by.Value, out _)) ? moves : null;

    private static List<SuppliedByHand.ToldWord>? Sound(List<SuppliedByHand.ToldWord>? words) =>
        words is { Count: <= SuppliedByHand.MostTold }
        && words.TrueForAll(w => w.IsOne)
        && words.DistinctBy(w => w.Key).Count() == words.Count
            ? words
            : null;

    /// <summary>The first text that is longer than a file of personnel may have it, and the limit; null for none.</summary>
    private static (int Length, int Most)? TooLong(object read, ReadOnlyMemory<byte> bytes)
    {
        var texts = read switch
        {
            SourceExtract e => Texts(e),
            List<ContractFact> c => c.SelectMany(f => (IEnumerable<(string?, int)>)[(f.Company, LongestName), (f.Reference, LongestName)]),
            List<TransferContent.ToldMove> m => m.Select(t => (t.Move.To?.Value, LongestCode)),
            ReadOnlyMemory<byte> => [(ListPart.LongestText(bytes), LongestName)],
            _ => [],
        };
        foreach (var (text, most) in texts)
            if (text?.Length > most)
                return (text.Length, most);
        return null;
    }

    private static IEnumerable<(string? Text, int Most)> Texts(SourceExtract extract)
    {
        foreach (var worker in extract.Workers)
        {
            yield return (worker.DisplayName, LongestName);
            yield return (worker.FormerName, LongestName);
        }
        foreach (var posting in extract.Workers.SelectMany(w => w.Postings).Concat(extract.GuestPostings.Select(g => g.Posting)))
        {
            yield return (posting.Org.Value, LongestCode);
            yield return (posting.Post, LongestPost);
        }
    }
}
