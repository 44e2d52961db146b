using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>
/// Complete and healthy facts of one source. Only <see cref="HrIntake"/> makes one; a suspicious read cannot reach the planner.
/// </summary>
public sealed class HrSnapshot
{
    // Of what was delivered, without what was stated since.
    private readonly string delivered;

    internal HrSnapshot(
        SourceId source,
        DateOnly asOf,
        string contentHash,
        IReadOnlyList<Worker> workers,
        IReadOnlyList<GuestPosting> guestPostings,
        IReadOnlyList<Worker> unlisted,
        IReadOnlyList<GuestPosting> unlistedGuests,
        IReadOnlyList<EmployeeId> reused,
        IReadOnlyList<EmployeeId> heldBack
    )
    {
        (Source, AsOf, ContentHash, People, GuestPostings, Unlisted, UnlistedGuests, Reused, HeldBack) = (
            source,
            asOf,
            contentHash,
            workers as PeopleList ?? new PeopleList(workers as Worker[] ?? [.. workers]),
            guestPostings,
            unlisted,
            unlistedGuests,
            reused,
            heldBack
        );
        Digest = delivered = ComputeDigest();
    }

    private HrSnapshot(HrSnapshot before, StatementFold said) =>
        (Source, AsOf, ContentHash, IsWhole, People, GuestPostings, Unlisted, UnlistedGuests, Reused, HeldBack, Said, delivered, Digest) = (
            before.Source,
            before.AsOf,
            before.ContentHash,
            before.IsWhole,
            said.Workers,
            said.Guests,
            said.Unlisted,
            said.UnlistedGuests,
            before.Reused,
            before.HeldBack,
            said.Said,
            before.delivered,
            DigestOf(before.delivered, said.Said)
        );

    /// <summary>The 任命権者 that delivered it.</summary>
    public SourceId Source { get; }

    /// <summary>The day the facts speak of.</summary>
    public DateOnly AsOf { get; }

    /// <summary>SHA-256 of the delivery it was made from.</summary>
    public string ContentHash { get; }

    /// <summary>
    /// False for a source that has spoken of single persons only: those persons are known, but what it does not say means nothing.
    /// </summary>
    public bool IsWhole { get; private init; } = true;

    /// <summary>Workers by employee id, each canonical.</summary>
    public IReadOnlyList<Worker> Workers => People;

    /// <summary>The same, as what is changed shares it.</summary>
    internal PeopleList People { get; }

    /// <summary>What was stated since it was delivered.</summary>
    internal StatementDigest Said { get; } = StatementDigest.Empty;

    /// <summary>併任 postings told for workers of other sources.</summary>
    public IReadOnlyList<GuestPosting> GuestPostings { get; }

    /// <summary>
    /// Workers of earlier deliveries whom the source no longer lists although it never stated a last day: nothing is done to them, and
    /// their claims stand (law 4).
    /// </summary>
    public IReadOnlyList<Worker> Unlisted { get; }

    /// <summary>The same for 併任 postings of workers whom the source no longer names at all.</summary>
    public IReadOnlyList<GuestPosting> UnlistedGuests { get; }

    /// <summary>
    /// Numbers under which the last delivery told another person: the former record stays, and people are told until HR gives that person
    /// a number of the own.
    /// </summary>
    public IReadOnlyList<EmployeeId> Reused { get; }

    /// <summary>
    /// Those who are unlisted only because the last delivery has them with a row that cannot be used: they have not vanished, and people
    /// are told so. By employee id.
    /// </summary>
    public IReadOnlyList<EmployeeId> HeldBack { get; }

    /// <summary>SHA-256 of the content, whatever the order of the rows was.</summary>
    public string Digest { get; }

    /// <summary>
    /// Brings back a snapshot that <see cref="HrIntake"/> accepted before and the store kept; the digest must match its content.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="asOf">The day of the delivery.</param>
    /// <param name="contentHash">SHA-256 of the delivered file; empty when none was delivered.</param>
    /// <param name="workers">The source's own people.</param>
    /// <param name="guestPostings">Its postings of other sources' people.</param>
    /// <param name="unlisted">People whom the last delivery no longer names.</param>
    /// <param name="unlistedGuests">Postings of others' people whom it no longer names.</param>
    /// <param name="reused">Numbers under which the last delivery told another person.</param>
    /// <param name="heldBack">Who is unlisted only because of a row that cannot be used.</param>
    /// <param name="digest">The digest that was kept beside it.</param>
    /// <exception cref="ArgumentException">The content is not what was accepted.</exception>
    public static HrSnapshot FromKept(
        SourceId source,
        DateOnly asOf,
        string contentHash,
        IReadOnlyList<Worker> workers,
        IReadOnlyList<GuestPosting> guestPostings,
        IReadOnlyList<Worker> unlisted,
        IReadOnlyList<GuestPosting> unlistedGuests,
        IReadOnlyList<EmployeeId> reused,
        IReadOnlyList<EmployeeId> heldBack,
        string digest
    )
    {
        var kept = new HrSnapshot(source, asOf, contentHash, workers, guestPostings, unlisted, unlistedGuests, reused, heldBack);
        return kept.Digest == digest
            ? kept
            : throw new ArgumentException(
                $"The kept personnel facts of source '{source}' as of {asOf:yyyy-MM-dd} were altered: digest {kept.Digest}, recorded "
                    + $"{digest}."
            );
    }

    /// <summary>A source that never delivered an extract: nothing is known but what is stated from now on.</summary>
    /// <param name="source">The source.</param>
    /// <param name="asOf">The day of the delivery.</param>
    public static HrSnapshot Silent(SourceId source, DateOnly asOf) => new(source, asOf, "", [], [], [], [], [], []) { IsWhole = false };

    /// <summary>
    /// The facts with what was stated of single persons since. Statements about an earlier day than <see cref="AsOf"/> have been overtaken.
    /// Of a person of whom something was stated before, the new statement stands: in parts or at once, the same comes of it.
    /// </summary>
    /// <param name="statements">At most one a person, in any order, of this source.</param>
    public HrSnapshot With(IEnumerable<PersonStatement> statements)
    {
        var said = statements.Where(s => s.On >= AsOf || !IsWhole).OrderBy(s => s.Person).ToArray();
        if (said.FirstOrDefault(s => s.Source != Source) is { } stranger)
            throw new ArgumentException($"A statement of source '{stranger.Source}' is none of '{Source}'.", nameof(statements));
        return said.Length == 0 ? this : new HrSnapshot(this, new StatementFold(this, said));
    }

    /// <summary>
    /// The same facts as one delivery: what was stated is no longer told apart, and a delivery of an earlier day than <paramref
    /// name="asOf"/> is old.
    /// </summary>
    /// <param name="asOf">The latest day that was spoken of.</param>
    public HrSnapshot AsDelivered(DateOnly asOf) =>
        asOf < AsOf
            ? throw new ArgumentException($"The facts of '{Source}' speak of {AsOf:yyyy-MM-dd} already.", nameof(asOf))
            : new HrSnapshot(Source, asOf, ContentHash, Workers, GuestPostings, Unlisted, UnlistedGuests, Reused, HeldBack);

    /// <summary>The same facts, told of another day: an earlier one when the day was a slip.</summary>
    /// <param name="day">The day they speak of.</param>
    public HrSnapshot SpeakingOf(DateOnly day) =>
        new(Source, day, ContentHash, Workers, GuestPostings, Unlisted, UnlistedGuests, Reused, HeldBack);

    /// <summary>The source's own record of a person; null when it has none.</summary>
    /// <param name="id">Who.</param>
    public Worker? Find(EmployeeId id) => People.Find(id);

    /// <summary>That the source no longer lists somebody: who is in its file with a row that cannot be used has not vanished.</summary>
    /// <param name="id">Who is unlisted.</param>
    internal Finding FindingOfUnlisted(EmployeeId id) =>
        new(
            PeopleList.PlaceOf(HeldBack, id, h => h) >= 0 ? FindingKind.HeldBackWorker : FindingKind.VanishedWorker,
            id,
            Detail: Source.Value
        );

    /// <summary>Over the former digest and the statements: a million others are not hashed again for one.</summary>
    private static string DigestOf(string delivered, StatementDigest said)
    {
        using var hash = new CanonicalHash();
        said.AddTo(hash.Add(delivered));
        return hash.ToHex();
    }

    private string ComputeDigest()
    {
        using var hash = new CanonicalHash();
        hash.Add(Source.Value).Add(AsOf).Add(Workers.Count).Add(GuestPostings.Count).Add(Unlisted.Count).Add(UnlistedGuests.Count);
        foreach (var worker in Workers)
            Add(hash, worker);
        foreach (var guest in GuestPostings)
            Add(hash.Add(guest.Worker.Value), guest.Posting);
        foreach (var worker in Unlisted)
            Add(hash, worker);
        foreach (var guest in UnlistedGuests)
            Add(hash.Add(guest.Worker.Value), guest.Posting);
        // Facts without any have the digest that they always had.
        foreach (var number in Reused)
            hash.Add(number.Value);
        if (HeldBack.Count > 0)
            hash.Add(HeldBackFollow);
        foreach (var number in HeldBack)
            hash.Add(number.Value);
        return hash.ToHex();
    }

    /// <summary>No number begins like this, so those that follow are not read as reused ones.</summary>
    private const long HeldBackFollow = -3;

    /// <summary>No field of a worker, posting or number begins like this, so what follows it cannot be read as one.</summary>
    private const long FormerNameFollows = -2;

    internal static void Add(CanonicalHash hash, Worker worker)
    {
        hash.Add(worker.Id.Value)
            .Add(worker.Home.Value)
            .Add(worker.DisplayName)
            .Add(worker.FormerId?.Value)
            .Add(worker.Employments.Count)
            .Add(worker.Postings.Count)
            .Add(worker.Leaves.Count);
        foreach (var e in worker.Employments)
            hash.Add((long)e.Kind).Add(e.Days.From).Add(e.Days.Until).Add(e.EndsAtOnce);
        foreach (var p in worker.Postings)
            Add(hash, p);
        foreach (var l in worker.Leaves)
            hash.Add((long)l.Kind).Add(l.Days.From).Add(l.Days.Until);
        // Workers without one have the digest that they always had.
        if (worker.FormerName is { } name)
            hash.Add(FormerNameFollows).Add(name);
    }

    internal static void Add(CanonicalHash hash, Posting posting) =>
        hash.Add(posting.Source.Value)
            .Add((long)posting.Kind)
            .Add(posting.Org.Value)
            .Add(posting.Post)
            .Add(posting.Days.From)
            .Add(posting.Days.Until);
}
