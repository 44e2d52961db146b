using System.Text.Json;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>
/// Reads everything that a source says of one person from JSON: the words that single HR events and SCIM's extension share
/// (docs/hr-import.md). As strict as the extracts: a missing or unknown member is a fault, because silence must neither give nor take.
/// </summary>
public static class PersonJson
{
    // Entra's limit for displayName is 256 characters, for jobTitle 128.
    private const int LongestName = 256,
        LongestPost = 128,
        LongestCode = 64;

    // What is told of whom the source employs, and of nobody else.
    private static readonly string[] OfOwn = ["employments", "name", "leaves", "formerEmployeeId", "formerName"];

    /// <summary>Terms, postings and leaves of one person, each.</summary>
    private const int MostOfAKind = 60;

    /// <summary>Reads a person.</summary>
    /// <param name="person">The object.</param>
    /// <param name="source">Who says it.</param>
    /// <param name="on">The day it speaks of.</param>
    /// <param name="idWidth">The width of the source's 職員番号 (<see cref="EmployeeNumbers"/>); null for any.</param>
    public static PersonRead Read(JsonElement person, SourceId source, DateOnly on, int? idWidth = null)
    {
        var faults = new List<PersonFault>();
        var top = new PersonFields(person, "", faults);
        var id = top.Id("employeeId", isNeeded: true, idWidth);
        // Who is employed elsewhere has no term here: then only the 併任 postings are told.
        var isGuest = !OfOwn.Any(top.Has);
        if (!isGuest && !top.Has("employments"))
            faults.Add(new PersonFault("employments", Wording.Of("Person.no-employments")));
        var name = isGuest ? "" : top.Text("name", LongestName, isNeeded: true);
        var former = isGuest ? null : top.Id("formerEmployeeId", isNeeded: false, idWidth);
        var formerName = isGuest ? "" : top.Text("formerName", LongestName, isNeeded: false);
        var terms = !top.Has("employments") ? [] : top.Many("employments", MostOfAKind, isNeeded: true, Term);
        var postings = top.Many("postings", MostOfAKind, isNeeded: true, p => PostingOf(p, source));
        var leaves = isGuest ? [] : top.Many("leaves", MostOfAKind, isNeeded: true, LeaveOf);
        top.NoOthers();
        if (faults.Count > 0)
            return new PersonRead.Refused(faults);
        if (former is not null && former == id)
            faults.Add(new PersonFault("formerEmployeeId", Wording.Of("Person.former-is-own")));
        if (isGuest && postings.Exists(p => p.Kind != PostingKind.CrossAppointed))
            faults.Add(new PersonFault("postings", Wording.Of("Person.guest-postings")));
        Overlaps(terms.ConvertAll(t => t.Days), "employments", Wording.Of("Person.terms-overlap"), faults);
        Overlaps(
            postings.Where(p => p.Kind == PostingKind.Primary).Select(p => p.Days).ToList(),
            "postings",
            Wording.Of("Person.two-primaries"),
            faults
        );
        if (faults.Count > 0)
            return new PersonRead.Refused(faults);
        return new PersonRead.Read(
            isGuest
                ? new PersonStatement.Guest(source, on, id!.Value, postings)
                : new PersonStatement.Employed(
                    source,
                    on,
                    new Worker(
                        id!.Value,
                        source,
                        name,
                        terms,
                        [.. postings.Distinct()],
                        [.. leaves.Distinct()],
                        former,
                        formerName.Length > 0 ? formerName : null
                    ).Canonical()
                )
        );
    }

    private static Employment Term(PersonFields at)
    {
        var kind = at.Word("kind", EmploymentKindCodes.All);
        var stops = at.Flag("endsAtOnce");
        var days = at.Days(isEndNeeded: kind == EmploymentKind.FiscalYear && !stops);
        return new Employment(kind, days, stops);
    }

    private static Posting PostingOf(PersonFields at, SourceId source) =>
        new(
            source,
            at.Word("kind", PostingKindCodes.All),
            new OrgCode(at.Text("org", LongestCode, isNeeded: true)),
            at.Text("post", LongestPost, isNeeded: false),
            at.Days(isEndNeeded: false)
        );

    private static Leave LeaveOf(PersonFields at) => new(at.Word("kind", LeaveKindCodes.All), at.Days(isEndNeeded: false));

    private static void Overlaps(List<DateSpan> spans, string path, Wording text, List<PersonFault> faults)
    {
        var sorted = spans.OrderBy(s => s.From).ToList();
        for (var i = 1; i < sorted.Count; i++)
            if (!sorted[i - 1].EndedBefore(sorted[i].From))
            {
                faults.Add(new PersonFault(path, text));
                return;
            }
    }
}
