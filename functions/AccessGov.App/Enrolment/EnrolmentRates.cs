using System.Globalization;
using System.Text.Json;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>登録率: how many of those who need a key have one, by unit; one row a day, kept by the nightly run.</summary>
public static class EnrolmentRates
{
    /// <summary>One unit on one day.</summary>
    /// <param name="Unit">所属; null for those whose unit is not known.</param>
    /// <param name="Needed">How many need a key: a right of the My Number zone is due to them, or would be were every gate open.</param>
    /// <param name="Enrolled">How many of them hold one that counts.</param>
    public sealed record Line(OrgCode? Unit, int Needed, int Enrolled);

    /// <summary>One day.</summary>
    /// <param name="On">The day.</param>
    /// <param name="Units">Units in which somebody needs a key, in order.</param>
    public sealed record Day(DateOnly On, IReadOnlyList<Line> Units);

    /// <summary>As it is now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Day> NowAsync(Workspace workspace, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var holders = KeyHolders.On(desired.Facts, desired.On);
        var units = new SortedDictionary<string, (int Needed, int Enrolled)>(StringComparer.Ordinal);
        foreach (var desire in desired.Workers)
        {
            if (!MissingKeys.NeedsKey(desired.Policy, desire))
                continue;
            var unit = desire.Org?.Value ?? "";
            var (needed, enrolled) = units.GetValueOrDefault(unit);
            units[unit] = (needed + 1, enrolled + (holders.Contains(desire.Worker.Id) ? 1 : 0));
        }
        return new Day(
            desired.On,
            [.. units.Select(u => new Line(u.Key.Length == 0 ? null : new OrgCode(u.Key), u.Value.Needed, u.Value.Enrolled))]
        );
    }

    /// <summary>Keeps today's; told twice, the later stands.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task KeepAsync(Workspace workspace, CancellationToken ct)
    {
        var day = await NowAsync(workspace, ct);
        await workspace.Records.CommitAsync(
            Partition(workspace),
            [new RecordWrite.Upsert(RowOf(day.On), JsonSerializer.SerializeToUtf8Bytes(day, CoreJson.Options))],
            ct
        );
    }

    /// <summary>Days that were kept, in order.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="from">The first day that is asked for.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Day>> SinceAsync(Workspace workspace, DateOnly from, CancellationToken ct)
    {
        var days = new List<Day>();
        await foreach (var row in workspace.Records.RangeAsync(Partition(workspace), RowOf(from), null, ct))
            if (row.Row.Length == RowOf(from).Length && row.Row.All(char.IsAsciiDigit))
                days.Add(PartitionCommit.Parse<Day>(row));
        return days;
    }

    private static string RowOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static PartitionKey Partition(Workspace workspace) => new(workspace.Tenant, Scopes.KeyRates);
}
