using System.Text.Json.Nodes;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Web.Programs;

namespace AccessGov.Web.Scim;

/// <summary>What one caller may do with persons.</summary>
/// <param name="Workspace">The tenant's stores, directory, policy and clock.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Root">Address of the service, for locations.</param>
internal sealed record Users(Workspace Workspace, Caller Caller, string Root)
{
    /// <summary>Resources of one page at most.</summary>
    public const int MostResults = 200;

    public async Task<UserView> GetAsync(string id, CancellationToken ct)
    {
        var (source, person) = ScimId.Read(Workspace, Caller, id) ?? throw ScimFault.NotFound();
        return View(await (await PersonQuery.InAsync(Workspace, source, ct)).OneAsync(person, ct) ?? throw ScimFault.NotFound());
    }

    /// <summary>
    /// A part of those who meet a filter. Where the filter names persons, they are looked up; otherwise everybody is read, which a large
    /// source does not allow.
    /// </summary>
    public async Task<(int Total, IReadOnlyList<UserView> Page)> FindAsync(string filter, int startIndex, int count, CancellationToken ct)
    {
        var asked = UserFilter.Parse(filter);
        var (total, page) = (0, new List<UserView>());
        foreach (var source in Caller.Sources)
        {
            var people = await PersonQuery.InAsync(Workspace, source, ct);
            var width = Workspace.Numbers.WidthOf(source);
            var (skip, most) = (Math.Max(0, startIndex - 1 - total), count - page.Count);
            if (asked.Names is { } names)
            {
                var named = new SortedDictionary<EmployeeId, UserView>();
                foreach (var name in names)
                    if (
                        await NamedAsync(people, name, source, width, ct) is { } known
                        && View(known) is var view
                        && asked.Holds(view, width)
                    )
                        named[known.Id] = view;
                page.AddRange(named.Values.Skip(skip).Take(most));
                total += named.Count;
                continue;
            }
            if (
                await people.WhereAsync(filter, known => asked.Holds(View(known), width), skip, most, ct)
                is not { Total: var some, Part: var part }
            )
                throw new ScimFault(
                    400,
                    "tooMany",
                    $"The source has more than {PersonQuery.MostSearched} persons: each branch of the filter must have an eq on userName, "
                        + "externalId, id or employeeNumber. A list without a filter goes by pages."
                );
            page.AddRange(part.Select(View));
            total += some;
        }
        return (total, page);
    }

    private async Task<KnownPerson?> NamedAsync(
        PersonQuery people,
        UserFilter.Name name,
        SourceId source,
        int? width,
        CancellationToken ct
    ) =>
        name.Kind switch
        {
            "userName" => await people.NamedAsync(name.Value, ct)
                ?? (EmployeeNumbers.TryRead(name.Value, width, out var own, out _) ? await people.NamedAsync(own.Value, ct) : null),
            "id" => ScimId.Read(Workspace, Caller, name.Value) is { } meant && meant.Source == source
                ? await people.OneAsync(meant.Person, ct)
                : null,
            _ => EmployeeNumbers.TryRead(name.Value, width, out var id, out _) ? await people.OneAsync(id, ct) : null,
        };

    public async Task<(int Total, IReadOnlyList<UserView> Page)> ListAsync(int startIndex, int count, CancellationToken ct)
    {
        var (total, page) = (0, new List<UserView>());
        foreach (var source in Caller.Sources)
        {
            var people = await PersonQuery.InAsync(Workspace, source, ct);
            var (some, part) = await people.ListAsync(Math.Max(0, startIndex - 1 - total), count - page.Count, ct);
            page.AddRange(part.Select(View));
            total += some;
        }
        return (total, page);
    }

    /// <summary>Carries out changes of one source, each by itself, committed together.</summary>
    /// <param name="operations">At most <see cref="ChangePeople.Most"/>, each person once.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<UserOperation.Outcome>> RunAsync(IReadOnlyList<UserOperation> operations, CancellationToken ct)
    {
        var faults = new ScimFault?[operations.Count];
        var wasKnown = new bool[operations.Count];
        var asked = operations
            .Select(
                (operation, i) =>
                    new ChangePeople.Asked(
                        operation.Person,
                        known =>
                        {
                            (faults[i], wasKnown[i]) = (null, known is not null);
                            try
                            {
                                return Decide(operation, known);
                            }
                            catch (ScimFault fault)
                            {
                                faults[i] = fault;
                                return null;
                            }
                        }
                    )
            )
            .ToList();
        var changes = await ChangePeople.RunAsync(Workspace, new Actor.Application(Caller.Name), operations[0].Source, asked, ct);
        var people = await PersonQuery.InAsync(Workspace, operations[0].Source, ct);
        var outcomes = new List<UserOperation.Outcome>();
        for (var i = 0; i < operations.Count; i++)
        {
            var fault = faults[i] ?? FaultOf(changes[i]);
            var view =
                fault is null && operations[i].Method != "DELETE" && await people.OneAsync(operations[i].Person, ct) is { } known
                    ? View(known)
                    : null;
            outcomes.Add(
                new(
                    fault?.Status
                        ?? (
                            operations[i].Method == "DELETE" ? 204
                            : operations[i].Method == "POST" && !wasKnown[i] ? 201
                            : 200
                        ),
                    view,
                    fault
                )
            );
        }
        return outcomes;
    }

    private ChangePeople.Wanted? Decide(UserOperation operation, KnownPerson? known)
    {
        var today = Workspace.Today;
        if (operation.Method == "POST")
        {
            if (known is not null && !operation.MayReplace)
                throw new ScimFault(409, "uniqueness", "The person is known; find it by externalId and change it.");
            return UserReader.Read(operation.Body!, operation.Source, operation.Person, known, isWhole: true, today, WidthOf(operation));
        }
        if (known is null)
            throw ScimFault.NotFound();
        if (operation.IfMatch is { } versions && !EntityTags.Match(versions, View(known).Version))
            throw new ScimFault(412, null, "The resource has changed since it was read. Read it again.");
        switch (operation.Method)
        {
            case "PUT":
                return Read(operation.Body!, operation, known, isWhole: true);
            case "PATCH":
                var before = UserView.Editable(known);
                var after = ScimPatch.Apply(before, operation.Body!);
                return JsonNode.DeepEquals(before, after) && known.Profile is not null
                    ? null
                    : Read(after, operation, known, isWhole: false);
            case "DELETE":
                return new ChangePeople.Wanted(ImmediateStop.Over(known.Said, today), null, IsWhole: false);
            default:
                throw new InvalidOperationException(operation.Method);
        }
    }

    private ChangePeople.Wanted Read(JsonObject resource, UserOperation operation, KnownPerson known, bool isWhole)
    {
        // A resource of this source that names another municipality or source.
        _ = UserReader.Source(resource, Caller with { Sources = [operation.Source] }, Workspace);
        return UserReader.Read(resource, operation.Source, operation.Person, known, isWhole, Workspace.Today, WidthOf(operation));
    }

    private int? WidthOf(UserOperation operation) => Workspace.Numbers.WidthOf(operation.Source);

    private static ScimFault? FaultOf(PersonChange change) =>
        change switch
        {
            PersonChange.Done or PersonChange.Unchanged => null,
            PersonChange.NameTaken => new ScimFault(409, "uniqueness", "Another person of the source bears this userName."),
            PersonChange.Overtaken => new ScimFault(
                409,
                null,
                "The source has told something of this person that occurred later; that stands."
            ),
            PersonChange.Refused(var refusals) => new ScimFault(
                400,
                "invalidValue",
                "Not believed, see docs/operations.md: "
                    + string.Join("; ", refusals.Select(r => $"{r.Code} ({r.Number}, limit {r.Limit})"))
            ),
            _ => throw new InvalidOperationException(change.GetType().Name),
        };

    private UserView View(KnownPerson known) => UserView.Of(Workspace, known, Root);
}
