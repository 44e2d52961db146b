using System.Text.Json.Nodes;
using AccessGov.App.Personnel.Persons;

namespace AccessGov.Web.Scim;

/// <summary>
/// Bulk (RFC 7644 §3.7). Operations are carried out in their order, in commits of several persons. A POST of a known person replaces:
/// that is how systems speak that feed Entra's API-driven provisioning, where POST is the only method. What another operation refers to is
/// carried out before it; in a circle the first one takes the id that the last will have.
/// </summary>
internal sealed class ScimBulk(Users users)
{
    public const string Request = "urn:ietf:params:scim:api:messages:2.0:BulkRequest",
        Response = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    /// <summary>Operations of one request; Entra's own limit is 50.</summary>
    public const int MostOperations = 100;

    private const string Reference = "bulkId:",
        Place = "/Users/";
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> foreseen = new(StringComparer.Ordinal);
    private readonly List<(JsonObject Answer, UserOperation Operation)> waiting = [];
    private int errors;

    public async Task<JsonObject> RunAsync(JsonObject body, CancellationToken ct)
    {
        Envelope.Require(body, Request);
        if (Envelope.Member(body, "Operations") is not JsonArray { Count: > 0 } operations)
            throw ScimFault.Syntax($"Operations must be a list of 1 to {MostOperations}.");
        if (operations.Count > MostOperations)
            throw ScimFault.TooLarge($"A Bulk request has at most {MostOperations} operations; this one has {operations.Count}.");
        var failOnErrors = Envelope.Member(body, "failOnErrors") switch
        {
            null => int.MaxValue,
            JsonValue value when value.TryGetValue<int>(out var number) && number > 0 => number,
            _ => throw ScimFault.Syntax("failOnErrors must be a number above 0."),
        };
        var asked = operations.Select(o => o as JsonObject ?? throw ScimFault.Syntax("An operation must be an object.")).ToArray();
        var answers = new JsonObject?[asked.Length];
        foreach (var i in InOrder(asked))
        {
            // With a limit of errors, whether the next is to be carried out is known only after the last.
            if (waiting.Count == ChangePeople.Most || failOnErrors != int.MaxValue)
                await FlushAsync(ct);
            if (errors >= failOnErrors)
                break;
            await AddAsync(asked[i], answers[i] = [], ct);
        }
        await FlushAsync(ct);
        return new JsonObject { ["schemas"] = new JsonArray(Response), ["Operations"] = new JsonArray([.. answers.OfType<JsonNode>()]) };
    }

    /// <summary>As they stand, save that whoever is made by one of them is made before another names them.</summary>
    private List<int> InOrder(JsonObject[] operations)
    {
        var makes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, one) in operations.Index())
            if (IsPost(one) && BulkIdOf(one) is { } bulkId)
                makes.TryAdd(bulkId, i);
        var order = new List<int>();
        var isSeen = new bool[operations.Length];
        for (var i = 0; i < operations.Length; i++)
            Visit(i);
        return order;

        void Visit(int i)
        {
            if (isSeen[i])
                return;
            isSeen[i] = true;
            foreach (var named in Named(operations[i]))
                if (makes.TryGetValue(named, out var maker) && !isSeen[maker])
                    Visit(maker);
                else if (makes.TryGetValue(named, out maker) && !order.Contains(maker) && Foresee(operations[maker]) is { } id)
                    foreseen[named] = id;
            order.Add(i);
        }
    }

    /// <summary>The bulkIds that an operation refers to.</summary>
    private static IEnumerable<string> Named(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(m => Named(m.Value)),
            JsonArray items => items.SelectMany(Named),
            JsonValue value when value.TryGetValue<string>(out var text) => text.StartsWith(Reference, StringComparison.Ordinal)
                ? [text[Reference.Length..]]
            : text.StartsWith(Place + Reference, StringComparison.OrdinalIgnoreCase) ? [text[(Place.Length + Reference.Length)..]]
            : [],
            _ => [],
        };

    /// <summary>The id that a person will have; null when the operation cannot be read.</summary>
    private string? Foresee(JsonObject operation)
    {
        try
        {
            var made = ScimValues.Resource(Envelope.Member(operation, "data") as JsonObject ?? []);
            var source = UserReader.Source(made, users.Caller, users.Workspace);
            return ScimId.Of(users.Workspace, source, UserReader.Person(made, users.Workspace.Numbers.WidthOf(source)));
        }
        // Told when it is carried out.
        catch (ScimFault)
        {
            return null;
        }
    }

    private static bool IsPost(JsonObject one) =>
        Envelope.Member(one, "method") is JsonValue value
        && value.TryGetValue<string>(out var method)
        && method.Equals("POST", StringComparison.OrdinalIgnoreCase);

    private static string? BulkIdOf(JsonObject one) =>
        Envelope.Member(one, "bulkId") is JsonValue value && value.TryGetValue<string>(out var bulkId) ? bulkId : null;

    private async Task AddAsync(JsonObject one, JsonObject answer, CancellationToken ct)
    {
        try
        {
            var (method, bulkId) = (Envelope.Text(one, "method")?.ToUpperInvariant(), Envelope.Text(one, "bulkId"));
            answer["method"] = method;
            if (bulkId is not null)
                answer["bulkId"] = bulkId;
            // What a reference means is known only once the operation that it names has been carried out.
            if (
                one.ToJsonString().Contains($"\"{Reference}", StringComparison.Ordinal)
                || (Envelope.Text(one, "path") ?? "").Contains(Reference, StringComparison.Ordinal)
            )
                await FlushAsync(ct);
            var operation = Read(one, method, bulkId);
            if (waiting.Exists(w => w.Operation.Person == operation.Person || w.Operation.Source != operation.Source))
                await FlushAsync(ct);
            if (
                bulkId is not null
                && method == "POST"
                && !ids.TryAdd(bulkId, ScimId.Of(users.Workspace, operation.Source, operation.Person))
            )
                throw ScimFault.Value("bulkId", "Stands twice in the request.");
            waiting.Add((answer, operation));
        }
        catch (ScimFault fault)
        {
            Fail(answer, fault);
        }
    }

    private UserOperation Read(JsonObject one, string? method, string? bulkId)
    {
        var path = Envelope.Text(one, "path") ?? throw ScimFault.Syntax("An operation needs a path.");
        var data = Envelope.Member(one, "data") as JsonObject;
        if (method is not ("POST" or "PUT" or "PATCH" or "DELETE"))
            throw ScimFault.Syntax("method must be POST, PUT, PATCH or DELETE.");
        if (method != "DELETE" && data is null)
            throw ScimFault.Syntax("An operation needs data.");
        if (data is not null)
            Resolve(data);
        if (method == "POST")
        {
            if (!path.Equals("/Users", StringComparison.OrdinalIgnoreCase))
                throw ScimFault.Path("POST goes to /Users; nothing else can be made.");
            if (string.IsNullOrEmpty(bulkId))
                throw ScimFault.Syntax("A POST needs a bulkId.");
            Envelope.Require(data!, ScimSchema.Core.Urn);
            var made = ScimValues.Resource(data!);
            var speaker = UserReader.Source(made, users.Caller, users.Workspace);
            return new UserOperation(
                method,
                speaker,
                UserReader.Person(made, users.Workspace.Numbers.WidthOf(speaker)),
                made,
                MayReplace: true
            );
        }
        if (!path.StartsWith(Place, StringComparison.OrdinalIgnoreCase))
            throw ScimFault.Path("The path must be /Users/ and an id.");
        var (source, person) = ScimId.Read(users.Workspace, users.Caller, Resolved(path[Place.Length..])) ?? throw ScimFault.NotFound();
        if (method == "PUT")
            Envelope.Require(data!, ScimSchema.Core.Urn);
        return new UserOperation(
            method,
            source,
            person,
            method == "PUT" ? ScimValues.Resource(data!) : data,
            Envelope.Text(one, "version")
        );
    }

    private void Resolve(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                    if (
                        value is JsonValue text
                        && text.TryGetValue<string>(out var word)
                        && word.StartsWith(Reference, StringComparison.Ordinal)
                    )
                        members[name] = Resolved(word);
                    else if (value is not null)
                        Resolve(value);
                break;
            case JsonArray items:
                foreach (var item in items)
                    if (item is not null)
                        Resolve(item);
                break;
            default:
                break;
        }
    }

    private string Resolved(string text) =>
        !text.StartsWith(Reference, StringComparison.Ordinal) ? text
        : ids.TryGetValue(text[Reference.Length..], out var id) || foreseen.TryGetValue(text[Reference.Length..], out id) ? id
        : throw new ScimFault(409, null, "The bulkId is of no operation of this request that makes somebody, or of one that failed.");

    private async Task FlushAsync(CancellationToken ct)
    {
        if (waiting.Count == 0)
            return;
        var outcomes = await users.RunAsync(waiting.ConvertAll(w => w.Operation), ct);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var (answer, outcome) = (waiting[i].Answer, outcomes[i]);
            if (outcome.Fault is { } fault)
            {
                if ((string?)answer["bulkId"] is { } failed)
                    ids.Remove(failed);
                Fail(answer, fault);
                continue;
            }
            answer["status"] = outcome.Status.ToString();
            answer["location"] =
                $"{users.Root}/Users/{ScimId.Of(users.Workspace, waiting[i].Operation.Source, waiting[i].Operation.Person)}";
            if (outcome.View is { } view)
                answer["version"] = view.Version;
        }
        waiting.Clear();
    }

    private void Fail(JsonObject answer, ScimFault fault)
    {
        errors++;
        if ((string?)answer["bulkId"] is { } failed)
            foreseen.Remove(failed);
        answer["status"] = fault.Status.ToString();
        answer["response"] = Answer.ErrorBody(fault);
    }
}
