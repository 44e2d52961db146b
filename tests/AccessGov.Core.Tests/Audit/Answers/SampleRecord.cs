using System.Globalization;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Audit.Answers;

/// <summary>A record that is told line by line, a minute after each other, on days of April 2026.</summary>
internal sealed class SampleRecord
{
    public const string Zone = "MyNumber",
        Right = "juki-update",
        Other = "juki-inquiry";

    private readonly List<Fact> facts = [];
    private readonly Dictionary<string, HolderList> lists = [];

    public long Line => facts.Count;

    public static DateOnly Day(int day) => new(2026, 4, day);

    public static Guid Account(int n) => new(n, 0, 0, new byte[8]);

    public static string Hash(int n) => n.ToString("x64", CultureInfo.InvariantCulture);

    /// <summary>The instant of the next line, if it is told on a day.</summary>
    public DateTimeOffset Next(int day) => new DateTimeOffset(2026, 4, day, 0, 0, 0, TimeSpan.Zero).AddMinutes(facts.Count + 1);

    public SampleRecord Tell(int day, FactKind kind, string subject, FactBody body, string actor = "100", string partition = "plan:one")
    {
        var (at, row) = (Next(day), facts.Count + 1);
        facts.Add(
            new Fact(
                FactId.Parse($"test/{row}"),
                TenantId.Parse("suzaka"),
                at,
                kind,
                Actor.Parse(actor),
                subject,
                body.ToJson(),
                partition,
                $"{row:D6}"
            )
        );
        return this;
    }

    /// <summary>What an action wants, as intents of every version tell it.</summary>
    public static FactBody Wish(string what, string? right = null, Guid? account = null, string plan = "one", string action = "a")
    {
        var body = new FactBody().Add(Fact.ActionKey, action).Add("what", what).Add("plan", plan);
        if (right is not null)
            body.Add("entitlement", right).Add("zone", Zone);
        return account is { } id ? body.Add("account", $"{id}") : body;
    }

    public SampleRecord Intends(int day, string person, FactBody wish) => Tell(day, FactKind.ActionIntended, person, wish);

    public SampleRecord Ends(int day, string person, FactBody wish, string outcome = "applied") =>
        Tell(day, FactKind.ActionApplied, person, wish.Add(Fact.OutcomeKey, outcome));

    public SampleRecord Gives(int day, string person, int? account, string outcome = "applied", string right = Right) =>
        Ends(day, person, Wish("AddMember", right, account is { } n ? Account(n) : null), outcome);

    public SampleRecord Takes(int day, string person, int? account, string outcome = "applied", string right = Right) =>
        Ends(day, person, Wish("RemoveMember", right, account is { } n ? Account(n) : null), outcome);

    /// <summary>The directory was read: who holds each right, by number and account.</summary>
    public SampleRecord Reads(int day, params (string? Person, int Account)[] holders) =>
        Reads(day, new Dictionary<string, (string?, int)[]> { [Right] = holders });

    public SampleRecord Reads(
        int day,
        IReadOnlyDictionary<string, (string? Person, int Account)[]> holders,
        DateTimeOffset? from = null,
        string zone = Zone
    )
    {
        var hash = Hash(facts.Count);
        lists[hash] = new HolderList([
            .. holders
                .OrderBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => new HolderList.Right(
                    new EntitlementId(r.Key),
                    Account(1000),
                    false,
                    [
                        .. r.Value.Select(h => new HolderList.Member(
                            Account(h.Account),
                            h.Person is null ? null : new EmployeeId(h.Person),
                            true
                        )),
                    ],
                    []
                )),
        ]);
        return Tell(day, FactKind.HoldersRead, zone, new FactBody().Add("kept", hash).Add("from", from ?? Next(day)));
    }

    /// <summary>The kept lists are lost.</summary>
    public SampleRecord WithoutLists()
    {
        lists.Clear();
        return this;
    }

    public RecordAnswer Asked(string? person = null, int? on = null, string? holdersOf = Zone)
    {
        var reader = new RecordReader(
            new RecordQuestion(at => DateOnly.FromDateTime(at.UtcDateTime))
            {
                Person = person is null ? null : new EmployeeId(person),
                On = on is { } day ? Day(day) : null,
                HoldersOf = holdersOf,
            }
        );
        for (var i = 0; i < facts.Count; i++)
            reader.Add(facts[i], i + 1);
        return reader.Answer(lists.GetValueOrDefault);
    }

    /// <summary>Who holds what, by right and number; the account where there is no number.</summary>
    public string[] Holders(int? on = null) => [.. Asked(on: on).Holders!.Holders.Select(Text)];

    /// <summary>What was changed outside.</summary>
    public string[] Outside(string? person = null, int? on = null) =>
        [.. Asked(person, on).Outside.Select(Text)];

    private static string Text(OutsideChange o) =>
        $"{o.What} {o.Entitlement} {o.Employee ?? o.Account} {o.FoundOn:MM-dd} {o.Line}<{o.After}";

    public static string Text(Holder holder) =>
        $"{holder.Entitlement} {holder.Employee ?? holder.Account} {holder.Since:MM-dd} {holder.Line}";
}
