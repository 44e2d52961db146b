using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City.Files;

/// <summary>One row of an extract before it takes the form of its source: one posting, the worker's columns repeated.</summary>
internal sealed class ExtractRow
{
    /// <summary>A row of a posting; in a file of another source than the worker's own it has no employment.</summary>
    public ExtractRow(Person person, Worker worker, Posting posting, DateOnly asOf)
    {
        Person = person;
        Worker = worker;
        Posting = posting;
        AsOf = asOf;
        IsGuest = posting.Source != worker.Home;
        Term = IsGuest ? null : TermOf(worker, posting);
        Leave =
            IsGuest ? null
            : worker.Leaves is [var leave, ..] ? leave
            : null;
        Id = worker.Id.Value;
        Name = worker.DisplayName;
        Kana = person.Kana;
        Org = posting.Org.Value;
        OrgName = Offices.Of(Org).Name;
        EndsOn = Term?.Days.Until;
    }

    public Person Person { get; }
    public Worker Worker { get; }
    public Posting Posting { get; }
    public DateOnly AsOf { get; }
    public bool IsGuest { get; }
    public Employment? Term { get; }
    public Leave? Leave { get; }
    public string Id { get; set; }
    public string Name { get; set; }
    public string Kana { get; set; }
    public string Org { get; set; }
    public string OrgName { get; set; }
    public string SideText { get; set; } = "";
    public DateOnly? EndsOn { get; set; }
    public bool IsOldEra { get; set; }
    public bool IsNecForm { get; set; }
    public bool IsIdeographicNull { get; set; }

    /// <summary>職員区分 is repeated in guest rows too.</summary>
    public string Kind => Words.Of((Term ?? Worker.Employments[^1]).Kind);

    /// <summary>在職 until and on 退職日.</summary>
    public bool IsServing => Term?.Days.EndedBefore(AsOf) != true;

    public bool StopsAtOnce => Term?.EndsAtOnce == true;

    private static Employment TermOf(Worker worker, Posting posting) =>
        worker.Employments.LastOrDefault(e => e.Days.From <= posting.Days.From) ?? worker.Employments[0];
}
