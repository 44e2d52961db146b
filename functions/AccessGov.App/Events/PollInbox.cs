using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessGov.App.Incidents;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Telemetry;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>Where no Event Grid tells of new files: looks into the inbox and enqueues what is new or changed.</summary>
public static class PollInbox
{
    /// <summary>Partition of what was found.</summary>
    internal const string Scope = Scopes.Inbox;

    /// <summary>A file that was written less than this ago may still be being written.</summary>
    public static TimeSpan SettlesFor { get; } = TimeSpan.FromSeconds(5);

    private sealed record Seen(long Length, DateTimeOffset ChangedAt);

    /// <summary>What this process found there last and knows to be noted: not a request for each old file, every few seconds.</summary>
    private sealed class Noted
    {
        public IReadOnlyDictionary<string, Seen> Files { get; set; } = new Dictionary<string, Seen>();
    }

    /// <summary>Looks once into the inbox and tells of each file that is new and no longer being written.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many files were enqueued.</returns>
    public static async Task<int> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var enqueued = 0;
        var noted = workspace.Memory.Of(() => new Noted());
        var (before, files) = (noted.Files, new Dictionary<string, Seen>());
        await foreach (var entry in workspace.Files.ListAsync(DropContainer.HrInbox, "", ct))
            switch (entry)
            {
                case DropEntry.Refused refused:
                    if (await IsNewAsync(workspace, refused.Name, new Seen(0, default), before, files, ct) is { } once)
                    {
                        await IncidentLog.AddAsync(
                            workspace,
                            actor,
                            new Incident(FileIncidents.Refused, InboxFile.Shown(refused.Name), refused.Why),
                            ct
                        );
                        await once();
                    }
                    break;
                case DropEntry.Ready ready when workspace.Clock.GetUtcNow() - ready.ChangedAt >= SettlesFor:
                    var seen = new Seen(ready.Length, ready.ChangedAt);
                    if (await IsNewAsync(workspace, ready.Path.Value, seen, before, files, ct) is { } remember)
                    {
                        // The event is the writing of the file, which nobody told us of.
                        using (TraceContext.Begin("FileFound", ActivityKind.Producer, new TraceContext(null, ready.ChangedAt)))
                            await new WorkMessage(workspace.Tenant, File: ready.Path.Value).SendAsync(
                                workspace,
                                WorkQueues.HrFileArrived,
                                null,
                                ct
                            );
                        // After the message: killed in between, the file is told twice, never not at all.
                        await remember();
                        enqueued++;
                    }
                    break;
            }
        noted.Files = files;
        return enqueued;
    }

    /// <summary>Forgets files that lie in the inbox no longer: one of the same name that comes back is a new one.</summary>
    internal static async Task<int> ForgetAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var (present, shown) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var entry in workspace.Files.ListAsync(DropContainer.HrInbox, "", ct))
        {
            var name = entry is DropEntry.Refused refused ? refused.Name : ((DropEntry.Ready)entry).Path.Value;
            present.Add(RowOf(name));
            shown.Add(InboxFile.Shown(name));
        }
        await FileIncidents.GoneAsync(
            workspace,
            actor,
            name => !InboxFile.TryParse(workspace.Policy, name, out _, out _) && !shown.Contains(name),
            ct
        );
        return await SweepRows.RemoveAsync(workspace, Scope, "", "~", r => !present.Contains(r.Row), ct);
    }

    private static string RowOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static async Task<Func<Task>?> IsNewAsync(
        Workspace workspace,
        string name,
        Seen now,
        IReadOnlyDictionary<string, Seen> before,
        Dictionary<string, Seen> noted,
        CancellationToken ct
    )
    {
        if (before.TryGetValue(name, out var known) && known == now)
        {
            noted[name] = now;
            return null;
        }
        var row = RowOf(name);
        if (await PartitionCommit.ReadAsync<Seen>(workspace, Scope, row, ct) == now)
        {
            noted[name] = now;
            return null;
        }
        return async () =>
        {
            await workspace.Records.CommitAsync(
                new PartitionKey(workspace.Tenant, Scope),
                [new RecordWrite.Upsert(row, JsonSerializer.SerializeToUtf8Bytes(now, CoreJson.Options))],
                ct
            );
            noted[name] = now;
        };
    }
}
