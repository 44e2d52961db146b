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

    /// <summary>Whoever meets the filter. One comparison must be one that finds people without reading all of them.</summary>
    public async Task<IReadOnlyList<UserView>> FindAsync(ScimFilter filter, CancellationToken ct)
    {
        var terms = filter.Terms.Select(t => (Term: t, Path: PathOf(t))).ToArray();
        var key = terms.FirstOrDefault(t =>
            t.Term is { IsEqual: true, Value: JsonValue v } && v.TryGetValue<string>(out _) && KeyOf(t.Path) is not null
        );
        if (key.Term is null)
            throw ScimFault.Filter("One comparison must be eq on userName, externalId, id or employeeNumber.");
        var value = (string)key.Term.Value!;
        var found = new List<UserView>();
        foreach (var source in Caller.Sources)
        {
            var people = await PersonQuery.InAsync(Workspace, source, ct);
            var width = Workspace.Numbers.WidthOf(source);
            var known = KeyOf(key.Path) switch
            {
                "userName" => await people.NamedAsync(value, ct) ?? await people.NamedAsync(Canonical(value, width), ct),
                "id" => ScimId.Read(Workspace, Caller, value) is { } meant && meant.Source == source
                    ? await people.OneAsync(meant.Person, ct)
                    : null,
                _ => EmployeeNumbers.TryRead(value, width, out var id, out _) ? await people.OneAsync(id, ct) : null,
            };
            if (known is not null && View(known) is var view && Array.TrueForAll(terms, t => Holds(t.Term, t.Path, width, view)))
                found.Add(view);
        }
        return found;
    }

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

    /// <summary>Null: the id, which is no attribute of a schema.</summary>
    private static ScimPath? PathOf(ScimFilter.Term term)
    {
        if (term.Attribute.Equals("id", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return ScimPath.Parse(term.Attribute) is { Attribute: { IsKept: true, IsMany: false, Type: not ScimType.Complex } } path
                ? path
                : throw Unsupported();
        }
        catch (ScimFault)
        {
            throw Unsupported();
        }
    }

    private static ScimFault Unsupported() => ScimFault.Filter("A filter compares attributes with one value that Schemas names.");

    private static string? KeyOf(ScimPath? path) =>
        path?.Attribute!.Name switch
        {
            null => "id",
            "userName" => "userName",
            "externalId" or "employeeNumber" => "externalId",
            _ => null,
        };

    /// <summary>A number is compared as it is known, however the client writes it.</summary>
    private static bool Holds(ScimFilter.Term term, ScimPath? path, int? width, UserView view) =>
        Holds(term, path, view)
        || term is { IsEqual: true, Value: JsonValue value }
            && KeyOf(path) is "userName" or "externalId"
            && value.TryGetValue<string>(out var text)
            && Holds(term with { Value = JsonValue.Create(Canonical(text, width)) }, path, view);

    private static string Canonical(string text, int? width) => EmployeeNumbers.TryRead(text, width, out var id, out _) ? id.Value : text;

    private static bool Holds(ScimFilter.Term term, ScimPath? path, UserView view)
    {
        if (path is null)
            return term.Holds(ScimAttribute.Text("id") with { IsCaseExact = true }, view.Id);
        var home = path.Schema == ScimSchema.Core ? view.Resource : view.Resource[path.Schema.Urn] as JsonObject;
        return term.Holds(path.Attribute!, home?[path.Attribute!.Name]);
    }
}
