using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Web.Http;
using AccessGov.Web.Programs;

namespace AccessGov.Web.Api;

/// <summary><c>POST /portal/api/hr/events</c>: what a personnel system says of one person, at the moment it happens.</summary>
internal sealed class HrEvents(Func<Installation> installation, Func<Callers> callers) : IDisposable
{
    /// <summary>Far above one person's facts.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = HrEvent.Deepest, AllowDuplicateProperties = false };

    // Statements are committed to one partition: in turn they cost one try each, at once they would run into each other.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Adds the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder app, Func<Installation> installation, Func<Callers> callers)
    {
        var events = new HrEvents(installation, callers);
        app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(events.Dispose);
        app.MapPost(PublicPaths.Prefix + "/api/hr/events", events.WriteAsync).WithMetadata(Door.Plain(nameof(HrEvents)));
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task WriteAsync(HttpContext context)
    {
        if (await AnswerAsync(context) is { } problem)
            await problem.WriteAsync(context);
    }

    private async Task<Problem?> AnswerAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (!IsPlainJson(context.Request))
            return Problems.TypeNotJson;
        // Who asks comes before what is said: a stranger's body is not read.
        switch (await callers().ProveAsync(context.Request, ct))
        {
            case CallerCheck.Refused(var problem):
                return problem;
            case CallerCheck.Known known:
                if (await BoundedBody.ReadAsync(context.Request, MaxBytes, ct) is not { } body)
                    return Problems.BodyTooLarge;
                return await callers().BindAsync(known, body, ct) ?? await TakeAsync(context, known.Caller, body, ct);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    private async Task<Problem?> TakeAsync(HttpContext context, Caller caller, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var workspace = installation().Workspace;
        var faults = new List<PersonFault>();
        using var json = Parse(body);
        if (json is null)
            return Problems.JsonUnreadable;
        if (HrEvent.Read(json.RootElement, workspace.Now, faults) is not { } told)
            return Problems.Faulty(faults);
        if (told.Tenant != workspace.Tenant.Value)
            return Problems.TenantOther;
        if (!caller.Sources.Contains(told.Source))
            return Problems.SourceNotAllowed;
        // A sender's clock may be minutes ahead, also at midnight; a day that has not come here is nobody's to speak of.
        var occurredOn = DateOnly.FromDateTime(workspace.Local(told.OccurredAt).DateTime);
        var read = PersonJson.Read(
            told.Person,
            told.Source,
            occurredOn < workspace.Today ? occurredOn : workspace.Today,
            workspace.Numbers.WidthOf(told.Source)
        );
        if (read is PersonRead.Refused refused)
            return Problems.Faulty([.. refused.Faults.Select(f => f with { Path = f.Path.Length == 0 ? "person" : $"person.{f.Path}" })]);
        var result = await TellAsync(workspace, caller, new(told.Id, told.OccurredAt, ((PersonRead.Read)read).Statement), ct);
        if (Problems.Of(result) is { } problem)
            return problem;
        await Reply.JsonAsync(context, StatusCodes.Status202Accepted, $$"""{"result":"{{StatementResultCodes.Of(result)}}"}""");
        return null;
    }

    private async Task<StatementResult> TellAsync(Workspace workspace, Caller caller, TakeStatements.Told told, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return (await TakeStatements.RunAsync(workspace, caller.Actor, [told], ct))[0];
        }
        finally
        {
            turn.Release();
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return StrictJson.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsPlainJson(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true
        && !request.Headers.ContainsKey("Content-Encoding");
}
