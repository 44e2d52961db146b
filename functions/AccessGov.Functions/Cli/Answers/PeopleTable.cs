using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>Who became what of a delivery: some of its people, as they stand on its day.</summary>
/// <param name="session">Whom to tell, and the policy that names units.</param>
/// <param name="workers">All of them, by number.</param>
/// <param name="on">The day of the delivery.</param>
/// <param name="most">How many are shown.</param>
internal sealed class PeopleTable(Session session, IReadOnlyList<Worker> workers, DateOnly on, int most)
{
    /// <summary>One person.</summary>
    /// <param name="Id">職員番号.</param>
    /// <param name="Name">As the directory will show it.</param>
    /// <param name="Units">所属 and 職名 of each post on the day; where there is none, those of the latest.</param>
    /// <param name="Kind">職員区分.</param>
    /// <param name="Standing">How the person stands on the day.</param>
    /// <param name="From">First day of the term of employment that counts.</param>
    public sealed record Person(string Id, string Name, IReadOnlyList<string> Units, string Kind, string Standing, DateOnly From);

    /// <summary>Those that are shown.</summary>
    public IReadOnlyList<Person> People => [.. workers.Take(most).Select(Of)];

    /// <summary>Writes the table.</summary>
    public void Say()
    {
        var words = session.UiTexts;
        session.Say(words.Of("Cli.PeopleShown", Math.Min(most, workers.Count), workers.Count));
        var table = new TextTable(
            words["Cli.Worker"],
            words["Cli.Name"],
            words["Cli.Unit"],
            words["Cli.Kind"],
            words["Cli.Standing"],
            words["Cli.ServesFrom"]
        );
        foreach (var person in People)
            table.Add(person.Id, person.Name, new TextTable.Cell(person.Units), person.Kind, person.Standing, $"{person.From:yyyy-MM-dd}");
        table.Show(session);
    }

    private Person Of(Worker worker)
    {
        var standing = Standing.Of(worker, on, session.Workspace.Policy.Timing);
        var term = worker.Employments.FirstOrDefault(e => e.Days.Covers(on)) ?? worker.Employments[^1];
        return new(
            worker.Id.Value,
            worker.DisplayName,
            [.. Posts(worker).Select(p => p.Post.Length > 0 ? $"{session.Text.Org(p.Org)} {p.Post}" : session.Text.Org(p.Org)).Distinct()],
            session.UiTexts[$"Employment.{EmploymentKindCodes.Of(term.Kind)}"],
            session.Text.Of(standing),
            term.Days.From
        );
    }

    private IEnumerable<Posting> Posts(Worker worker)
    {
        var now = worker.Postings.Where(p => p.Days.Covers(on)).ToArray();
        return now.Length > 0 ? now : worker.Postings.OrderBy(p => p.Days.From).TakeLast(1);
    }
}
