using System.Text.Json;
using System.Text.Json.Serialization;
using AccessGov.App.Directory;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Telemetry;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Work;

/// <summary>
/// A message between flows: a tenant and ids, never data. Whoever receives it reads the state anew, so a message may come late,
/// twice or out of order.
/// </summary>
/// <param name="Tenant">Which municipality.</param>
/// <param name="Plan">A plan.</param>
/// <param name="Worker">A worker.</param>
/// <param name="Account">An account of the directory.</param>
/// <param name="Scope">A partition with new facts.</param>
/// <param name="File">A path in the inbox.</param>
/// <param name="Group">A group of the directory.</param>
/// <param name="Subscription">A subscription to change notifications.</param>
/// <param name="Lifecycle">What befell the subscription; <see cref="Directory.Lifecycle.Missed"/> without one: anything may have
/// changed.</param>
public sealed record WorkMessage(
    TenantId Tenant,
    PlanId? Plan = null,
    EmployeeId? Worker = null,
    Guid? Account = null,
    string? Scope = null,
    string? File = null,
    Guid? Group = null,
    Guid? Subscription = null,
    Lifecycle? Lifecycle = null
)
{
    /// <summary>The longest message, in characters: far above what ids need.</summary>
    public const int MaxLength = 4096;

    /// <summary>The trace it belongs to (<see cref="TraceContext"/>); null for none. Set when it is sent.</summary>
    public string? Trace { get; init; }

    /// <summary>When the event that began it arrived; null when unknown. Set when it is sent.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>The incident for which somebody retries it, and which is over once it was processed; null for none.</summary>
    public string? Incident { get; init; }

    /// <summary>
    /// How often it was put back because something outside did not answer (<see cref="App.Work.DelayedRetry"/>); null for never.
    /// </summary>
    public int? PutBack { get; init; }

    /// <summary>
    /// Reads a message, strictly: an unknown member is refused. A trace that is none is no reason to leave work undone: it is dropped.
    /// </summary>
    /// <param name="workspace">The municipality that must be meant.</param>
    /// <param name="text">The message.</param>
    /// <exception cref="FormatException">It is none of ours; the text says why and quotes nothing.</exception>
    public static WorkMessage Read(Workspace workspace, string text)
    {
        if (text.Length > MaxLength)
            throw new FormatException($"A message has at most {MaxLength} characters; this one has {text.Length}.");
        WorkMessage? message;
        try
        {
            message = JsonSerializer.Deserialize<WorkMessage>(text, CoreJson.Options);
        }
        catch (JsonException e)
        {
            throw new FormatException(
                $"The message is not a tenant and ids in JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."
            );
        }
        if (message?.Tenant.Value is null)
            throw new FormatException("The message names no tenant.");
        if (message.Tenant != workspace.Tenant)
            throw new FormatException($"The message is for another tenant than '{workspace.Tenant}'.");
        if (message.Plan is { } plan && (plan.Value.Length != 64 || !plan.Value.All(char.IsAsciiHexDigitLower)))
            throw new FormatException("The plan of the message is not 64 hexadecimal digits.");
        if (message.Worker is { } worker && !EmployeeId.TryParse(worker.Value, out _))
            throw new FormatException("The worker of the message is no 職員番号.");
        try
        {
            if (message.Scope is { } scope)
                RecordKeys.Checked(scope, "scope");
        }
        catch (ArgumentException)
        {
            throw new FormatException("The scope of the message is none.");
        }
        if (message.Incident is { } incident && !(incident.Length is > 0 and <= 64 && incident.All(char.IsAsciiHexDigitLower)))
            throw new FormatException("The incident of the message is none.");
        return TraceContext.IsTrace(message.Trace) ? message : message with { Trace = null };
    }

    /// <summary>The plan, which this message must name.</summary>
    /// <exception cref="FormatException">The message has none.</exception>
    [JsonIgnore]
    public PlanId NeededPlan => Plan ?? throw new FormatException("The message names no plan.");

    /// <summary>The worker, whom this message must name.</summary>
    /// <exception cref="FormatException">The message has none.</exception>
    [JsonIgnore]
    public EmployeeId NeededWorker => Worker ?? throw new FormatException("The message names no worker.");

    /// <summary>The partition, which this message must name.</summary>
    /// <exception cref="FormatException">The message has none.</exception>
    [JsonIgnore]
    public string NeededScope => Scope ?? throw new FormatException("The message names no scope.");

    /// <summary>The message as text.</summary>
    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this, CoreJson.Options);

    /// <summary>Puts it into a queue, with the trace and the arrival of what is being done now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="visibleAfter">Delay; null for none.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task SendAsync(Workspace workspace, QueueName queue, TimeSpan? visibleAfter, CancellationToken ct) =>
        workspace.Queue.SendAsync(
            queue,
            (this with { Trace = TraceContext.Current?.Trace, ArrivedAt = TraceContext.Current?.ArrivedAt }).Text,
            visibleAfter,
            ct
        );
}
