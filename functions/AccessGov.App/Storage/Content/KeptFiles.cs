using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// What explains past decisions, kept by content hash and never overwritten: personnel snapshots, plans, policies, lists.
/// Large values are lines of JSON, compressed, so that a million workers stream.
/// </summary>
public sealed partial class KeptFiles(IFileDrop files)
{
    private sealed record LastPlan(string Hash, Plan Plan);

    /// <summary>So many actions of plans besides the newest stay at hand: two plans are compared page by page.</summary>
    private const int MostActions = 100_000;

    /// <summary>The newest first.</summary>
    private volatile LastPlan[] lastPlans = [];

    // No format: the first one, which knew of no others.
    private sealed record PlanHead(PlanId Id, PlanInputs Inputs, Population Population, int Actions, int Findings, int? Format = null);

    /// <summary>Keeps a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The hash to find it by.</returns>
    public Task<string> KeepAsync(Plan plan, CancellationToken ct) =>
        KeepLinesAsync(
            write =>
            {
                // Nobody makes plans of an older format; they are only read.
                var format = (int)plan.Format;
                write(new PlanHead(plan.Id, plan.Inputs, plan.Population, plan.Actions.Count, plan.Findings.Count, format));
                foreach (var action in plan.Actions)
                    write(action);
                foreach (var finding in plan.Findings)
                    write(finding);
            },
            ct
        );

    /// <summary>Keeps one value of any kind.</summary>
    /// <returns>The hash to find it by.</returns>
    public Task<string> KeepAsync<T>(T value, CancellationToken ct) => KeepLinesAsync(write => write(value!), ct);

    /// <summary>Keeps bytes as they are.</summary>
    /// <param name="content">The bytes of a file.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Their SHA-256, to find them by.</returns>
    public async Task<string> KeepBytesAsync(byte[] content, CancellationToken ct)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await files.PutByHashAsync(DropContainer.Kept, stream, ct);
    }

    /// <summary>Brings back bytes; throws <see cref="DamagedException"/> when they were altered or are gone.</summary>
    /// <param name="hash">What keeping them returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<byte[]> BytesAsync(string hash, CancellationToken ct)
    {
        await using var kept = await OpenStreamAsync(hash, ct);
        using var content = new MemoryStream();
        await kept.CopyToAsync(content, ct);
        return content.ToArray();
    }

    /// <summary>
    /// Brings back a plan; throws <see cref="DamagedException"/> when it was altered or is gone. The last ones stay at hand: a
    /// plan's chunks, and pages about it, follow each other.
    /// </summary>
    /// <param name="hash">What keeping it returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Plan> PlanAsync(string hash, CancellationToken ct)
    {
        var known = lastPlans;
        if (known.FirstOrDefault(p => p.Hash == hash) is { } found)
        {
            if (found != known[0])
                lastPlans = [found, .. known.Where(p => p != found)];
            return found.Plan;
        }
        var plan = await ReadPlanAsync(hash, ct);
        var (stay, actions) = (new List<LastPlan> { new(hash, plan) }, 0);
        foreach (var one in known)
            if ((actions += one.Plan.Actions.Count) <= MostActions && stay.Count < 4)
                stay.Add(one);
        lastPlans = [.. stay];
        return plan;
    }

    private async Task<Plan> ReadPlanAsync(string hash, CancellationToken ct)
    {
        using var lines = await OpenAsync(hash, ct);
        var head = lines.Read<PlanHead>();
        var format = (PlanFormat)(head.Format ?? (int)PlanFormat.First);
        var actions = format switch
        {
            PlanFormat.First => FirstPlanFormat.ReadActions(lines, head.Actions),
            PlanFormat.ListOfChanges => lines.ReadMany<PlannedAction>(head.Actions),
            _ => throw new DamagedException(Wording.Of("Damaged.plan-newer", head.Id.Brief, head.Format)),
        };
        var plan = Plan.Close(head.Inputs, actions, lines.ReadMany<Finding>(head.Findings), head.Population, format);
        return plan.Id == head.Id ? plan : throw new DamagedException(Wording.Of("Damaged.plan-altered", head.Id.Brief, plan.Id.Brief));
    }

    /// <summary>True where the content is there and has this hash.</summary>
    /// <param name="hash">What keeping it returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<bool> IsWholeAsync(string hash, CancellationToken ct)
    {
        await using var content = await files.OpenAsync(DropContainer.Kept, DropPath.OfHash(hash), ct);
        return content is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == hash;
    }

    /// <summary>Brings back one value, as it streams in.</summary>
    public async Task<T> ValueAsync<T>(string hash, CancellationToken ct)
    {
        await using var content = new GZipStream(await OpenStreamAsync(hash, ct), CompressionMode.Decompress);
        return await JsonSerializer.DeserializeAsync<T>(content, CoreJson.Options, ct)
            ?? throw new DamagedException(Wording.Of("Damaged.kept-empty"));
    }

    /// <summary>Brings back the values of a kept list, one after the other as they stream in.</summary>
    /// <param name="hash">What keeping the list returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<T> ItemsAsync<T>(string hash, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var content = new GZipStream(await OpenStreamAsync(hash, ct), CompressionMode.Decompress);
        await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable<T>(content, CoreJson.Options, ct))
            yield return item ?? throw new DamagedException(Wording.Of("Damaged.kept-empty"));
    }

    private Task<string> KeepLinesAsync(Action<Action<object>> write, CancellationToken ct) => KeepLinesAsync((one, _) => write(one), ct);

    /// <summary>Lines are written as values, or as they are into the stream.</summary>
    private async Task<string> KeepLinesAsync(Action<Action<object>, Stream> write, CancellationToken ct)
    {
        await using var temporary = TemporaryFile.Create();
        using (var compressed = new GZipStream(temporary, CompressionLevel.Fastest, leaveOpen: true))
        using (var buffered = new BufferedStream(compressed, 1 << 16))
            write(
                value =>
                {
                    JsonSerializer.Serialize(buffered, value, TypeOf(value), CoreJson.Options);
                    buffered.WriteByte((byte)'\n');
                },
                buffered
            );
        temporary.Position = 0;
        return await files.PutByHashAsync(DropContainer.Kept, temporary, ct);
    }

    /// <summary>A case of a closed hierarchy is written as the hierarchy, so that its name is written too.</summary>
    private static Type TypeOf(object value) =>
        value switch
        {
            PlannedAction => typeof(PlannedAction),
            PersonStatement => typeof(PersonStatement),
            _ => value.GetType(),
        };

    private async Task<KeptLines> OpenAsync(string hash, CancellationToken ct) => new(await OpenStreamAsync(hash, ct));

    private async Task<Stream> OpenStreamAsync(string hash, CancellationToken ct)
    {
        await using (var whole = await FindAsync(hash, ct))
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(whole, ct)) is var now && now != hash)
                throw new DamagedException(Wording.Of("Damaged.kept-altered", hash, now));
        return await FindAsync(hash, ct);
    }

    private async Task<Stream> FindAsync(string hash, CancellationToken ct) =>
        await files.OpenAsync(DropContainer.Kept, DropPath.OfHash(hash), ct)
        ?? throw new DamagedException(Wording.Of("Damaged.kept-gone", hash));
}
