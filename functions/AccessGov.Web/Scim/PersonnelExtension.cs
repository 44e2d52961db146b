using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Web.Scim;

/// <summary>Writes what a source says of a person in the words that <c>PersonJson</c> reads.</summary>
internal static class PersonnelExtension
{
    public static JsonObject Of(PersonStatement said) =>
        said switch
        {
            PersonStatement.Employed { Worker: var worker } => With(
                worker.FormerId,
                new JsonObject
                {
                    ["employments"] = List(worker.Employments, Term),
                    ["postings"] = List(worker.Postings, PostingOf),
                    ["leaves"] = List(worker.Leaves, l => Days(new JsonObject { ["kind"] = Word(LeaveKindCodes.Of(l.Kind)) }, l.Days)),
                }
            ),
            PersonStatement.Guest guest => new JsonObject { ["postings"] = List(guest.Postings, PostingOf) },
            _ => throw new InvalidOperationException(said.GetType().Name),
        };

    private static JsonObject With(EmployeeId? former, JsonObject extension)
    {
        if (former is { } id)
            extension["formerEmployeeId"] = id.Value;
        return extension;
    }

    private static JsonObject Term(Employment term)
    {
        var written = Days(new JsonObject { ["kind"] = Word(EmploymentKindCodes.Of(term.Kind)) }, term.Days);
        if (term.EndsAtOnce)
            written["endsAtOnce"] = true;
        return written;
    }

    private static JsonObject PostingOf(Posting posting)
    {
        var written = new JsonObject { ["kind"] = Word(PostingKindCodes.Of(posting.Kind)), ["org"] = posting.Org.Value };
        if (posting.Post.Length > 0)
            written["post"] = posting.Post;
        return Days(written, posting.Days);
    }

    private static JsonObject Days(JsonObject written, DateSpan days)
    {
        written["from"] = days.From.ToString("yyyy-MM-dd");
        if (days.Until is { } until)
            written["until"] = until.ToString("yyyy-MM-dd");
        return written;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> one) => new([.. items.Select(one)]);

    private static string Word(string code) => JsonNamingPolicy.CamelCase.ConvertName(code);
}
