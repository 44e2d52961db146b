using System.Text.Json.Nodes;
using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.Web.Http;
using AccessGov.Web.Programs;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AccessGov.Web.Scim;

/// <summary>SCIM 2.0 (RFC 7643, RFC 7644) for personnel systems that feed us (docs/scim.md).</summary>
internal sealed class ScimEndpoints(Func<Installation> installation, Func<Callers> callers) : IDisposable
{
    /// <summary>Where the service is.</summary>
    public const string Root = PublicPaths.Prefix + "/api/scim/v2";

    // Changes are committed to one partition: in turn they cost one try each, at once they would run into each other.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Adds the service.</summary>
    public static void Map(IEndpointRouteBuilder app, Func<Installation> installation, Func<Callers> callers)
    {
        var scim = new ScimEndpoints(installation, callers);
        var door = new Door("Scim", (context, problem) => WriteAsync(context, problem));
        app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(scim.Dispose);
        var methods = new Dictionary<string, List<string>>();
        void On(string method, string path, Func<Asked, Users, Task<Answer>> answer)
        {
            methods.TryAdd(path, []);
            methods[path].Add(method);
            app.MapMethods(Root + path, [method], context => scim.WriteAsync(context, answer)).WithMetadata(door);
        }

        On("GET", "/ServiceProviderConfig", (asked, users) => Plain(asked, Discovery.ServiceProviderConfig(users.Root)));
        On("GET", "/ResourceTypes", (asked, users) => Plain(asked, Discovery.List(1, 1, [Discovery.UserType(users.Root)])));
        On(
            "GET",
            "/ResourceTypes/{id}",
            (asked, users) => Plain(asked, asked.Id == "User" ? Discovery.UserType(users.Root) : throw ScimFault.NotFound())
        );
        On(
            "GET",
            "/Schemas",
            (asked, users) =>
                Plain(asked, Discovery.List(ScimSchema.All.Count, 1, ScimSchema.All.Select(s => Discovery.Schema(s, users.Root))))
        );
        On(
            "GET",
            "/Schemas/{id}",
            (asked, users) =>
                Plain(
                    asked,
                    Discovery.Schema(
                        ScimSchema.All.FirstOrDefault(s => s.Urn.Equals(asked.Id, StringComparison.OrdinalIgnoreCase))
                            ?? throw ScimFault.NotFound(),
                        users.Root
                    )
                )
        );
        On("GET", "/Users", (asked, users) => ListAsync(Listing.Read(asked.Query), users, asked.Ct));
        On("POST", "/Users", (asked, users) => scim.InTurnAsync(asked, users, PostAsync));
        // RFC 7644 §3.4.3; of all kinds of resources there is one.
        foreach (var path in new[] { "/.search", "/Users/.search" })
            On("POST", path, (asked, users) => ListAsync(Listing.Read(Envelope.Read(asked.Body)), users, asked.Ct));
        On("GET", "/Users/{id}", GetAsync);
        foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
            On(method, "/Users/{id}", (asked, users) => scim.InTurnAsync(asked, users, ChangeAsync));
        On("POST", "/Bulk", (asked, users) => scim.InTurnAsync(asked, users, BulkAsync));
        foreach (var (path, several) in methods)
        {
            var other = Answer.OfOtherMethod(string.Join(", ", several));
            Func<Asked, Users, Task<Answer>> refuse = (_, _) => Task.FromResult(other);
            app.Map(Root + path, context => scim.WriteAsync(context, refuse, isBodyUsed: false)).WithMetadata(door);
        }
        app.Map(Root + "/{**rest}", context => scim.WriteAsync(context, (_, _) => throw ScimFault.NotFound(), isBodyUsed: false))
            .WithMetadata(door);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task WriteAsync(HttpContext context, Func<Asked, Users, Task<Answer>> answer, bool isBodyUsed = true)
    {
        Answer reply;
        try
        {
            reply = await AnswerAsync(context, answer, isBodyUsed);
        }
        catch (ScimFault fault)
        {
            reply = Answer.Of(fault);
        }
        await reply.WriteAsync(context);
    }

    private static Task WriteAsync(HttpContext context, Problem problem)
    {
        problem.MarkIn(context);
        return Answer.Of(problem).WriteAsync(context);
    }

    private async Task<Answer> AnswerAsync(HttpContext context, Func<Asked, Users, Task<Answer>> answer, bool isBodyUsed)
    {
        var ct = context.RequestAborted;
        // Who asks comes before what is said: a stranger's body is not read.
        switch (await callers().ProveAsync(context.Request, ct))
        {
            case CallerCheck.Refused(var problem):
                problem.MarkIn(context);
                return Answer.Of(problem);
            case CallerCheck.Known { Caller: var caller } known:
                if (isBodyUsed && HasOtherBody(context.Request))
                    throw new ScimFault(
                        415,
                        null,
                        "Send application/scim+json or application/json as Content-Type, in UTF-8 and without Content-Encoding."
                    );
                if (await BoundedBody.ReadAsync(context.Request, Envelope.MaxBytes, ct) is not { } body)
                    throw ScimFault.TooLarge($"A request has at most {Envelope.MaxBytes} bytes.");
                if (await callers().BindAsync(known, body, ct) is { } unbound)
                {
                    unbound.MarkIn(context);
                    return Answer.Of(unbound);
                }
                var workspace = installation().Workspace;
                if (
                    caller.Sources.Where(s => workspace.Policy.Sources.All(p => p.Id != s)).Select(s => s.Value).FirstOrDefault() is
                    { } unknown
                )
                    throw new ScimFault(403, null, $"The policy names no source '{unknown}'.");
                return await answer(new Asked(context, body), new Users(workspace, caller, Address(context.Request) + Root));
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>True when there are bytes that are not said to be JSON as we read it (RFC 7644 §3.1, §8.1).</summary>
    private static bool HasOtherBody(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method))
            return false;
        if (request.ContentType is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return false;
        return request.Headers.ContainsKey("Content-Encoding")
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(Is(type.MediaType, "application/scim+json") || Is(type.MediaType, "application/json"))
            || type.Charset.Length > 0 && !Is(HeaderUtilities.RemoveQuotes(type.Charset), "utf-8");

        static bool Is(StringSegment text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Answer> InTurnAsync(Asked asked, Users users, Func<Asked, Users, Task<Answer>> answer)
    {
        await turn.WaitAsync(asked.Ct);
        try
        {
            return await answer(asked, users);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<Answer> ListAsync(Listing listing, Users users, CancellationToken ct)
    {
        var (total, page) = await (
            listing.Filter is { } filter
                ? users.FindAsync(filter, listing.StartIndex, listing.Count, ct)
                : users.ListAsync(listing.StartIndex, listing.Count, ct)
        );
        return new Answer(200, Discovery.List(total, listing.StartIndex, page.Select(v => v.ToJson(listing.Choice))));
    }

    private static async Task<Answer> GetAsync(Asked asked, Users users)
    {
        var view = await users.GetAsync(asked.Id, asked.Ct);
        return asked.Headers.IfNoneMatch.ToString() is { Length: > 0 } known && EntityTags.Match(known, view.Version)
            ? new Answer(304, null) { Version = view.Version }
            : Answer.Of(200, view, AttributeChoice.Read(asked.Query));
    }

    private static async Task<Answer> PostAsync(Asked asked, Users users)
    {
        var choice = AttributeChoice.Read(asked.Query);
        var body = Envelope.Read(asked.Body);
        Envelope.Require(body, ScimSchema.Core.Urn);
        var resource = ScimValues.Resource(body);
        var source = UserReader.Source(resource, users.Caller, users.Workspace);
        var person = UserReader.Person(resource, users.Workspace.Numbers.WidthOf(source));
        return Of(await users.RunAsync([new("POST", source, person, resource)], asked.Ct), choice);
    }

    private static async Task<Answer> ChangeAsync(Asked asked, Users users)
    {
        var (method, choice) = (asked.Method, AttributeChoice.Read(asked.Query));
        var id = asked.Id;
        var (source, person) = ScimId.Read(users.Workspace, users.Caller, id) ?? throw ScimFault.NotFound();
        var body = method == "DELETE" ? null : Envelope.Read(asked.Body);
        if (method == "PUT")
        {
            Envelope.Require(body!, ScimSchema.Core.Urn);
            if (Envelope.Text(body!, "id") is { } other && other != id)
                throw ScimFault.Mutability("The id of the resource is not the id of the address.");
            body = ScimValues.Resource(body!);
        }
        var ifMatch = asked.Headers.IfMatch.ToString() is { Length: > 0 } header ? header : null;
        return Of(await users.RunAsync([new(method, source, person, body, ifMatch)], asked.Ct), choice);
    }

    private static async Task<Answer> BulkAsync(Asked asked, Users users) =>
        new(200, await new ScimBulk(users).RunAsync(Envelope.Read(asked.Body), asked.Ct));

    private static Answer Of(IReadOnlyList<UserOperation.Outcome> outcomes, AttributeChoice choice) =>
        outcomes[0] switch
        {
            { Fault: { } fault } => Answer.Of(fault),
            { View: { } view, Status: var status } => Answer.Of(status, view, choice),
            { Status: var status } => new Answer(status, null),
        };

    /// <summary>RFC 7644 §4: a filter is refused here, so that nobody takes the answer for a filtered one.</summary>
    private static Task<Answer> Plain(Asked asked, JsonObject body) =>
        asked.Query.ContainsKey("filter")
            ? throw new ScimFault(403, null, "There is no filter here.")
            : Task.FromResult(new Answer(200, body));

    /// <summary>The address under which the client reached us; it goes back to this client only.</summary>
    private static string Address(HttpRequest request) =>
        request.Headers["X-Forwarded-Host"].ToString() is { Length: > 0 } host
        && Uri.CheckHostName(new HostString(host).Host) != UriHostNameType.Unknown
            ? $"{(request.Headers["X-Forwarded-Proto"] == "http" ? "http" : "https")}://{host}"
            : $"{request.Scheme}://{request.Host}";

    /// <summary>A request whose caller is known.</summary>
    private sealed record Asked(HttpContext Context, ReadOnlyMemory<byte> Body)
    {
        public string Id => (string)Context.Request.RouteValues["id"]!;

        public string Method => Context.Request.Method;

        public IQueryCollection Query => Context.Request.Query;

        public IHeaderDictionary Headers => Context.Request.Headers;

        public CancellationToken Ct => Context.RequestAborted;
    }
}
