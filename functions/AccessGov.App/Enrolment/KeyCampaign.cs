using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>How far the campaign for keys is, and who would be stuck if the gate closed today.</summary>
/// <param name="Today">登録率 by unit, now.</param>
/// <param name="Stuck">Who needs a key and has none that counts, by unit and number, and whether each has a way to one.</param>
/// <param name="Rights">The same by right of the My Number zone, the worst first.</param>
/// <param name="Spare">Keys in stock that could be lent.</param>
public sealed record KeyCampaign(
    EnrolmentRates.Day Today,
    IReadOnlyList<MissingKeys.Person> Stuck,
    IReadOnlyList<KeyCampaign.Right> Rights,
    int Spare
)
{
    /// <summary>A right of the My Number zone.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Needed">To how many it is due, or would be with a key.</param>
    /// <param name="Stuck">How many of them hold no key that counts.</param>
    /// <param name="WithoutPath">How many of those have no way to one yet.</param>
    public sealed record Right(EntitlementId Id, int Needed, int Stuck, int WithoutPath);

    /// <summary>Looks.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<KeyCampaign> RunAsync(Workspace workspace, CancellationToken ct)
    {
        var today = await EnrolmentRates.NowAsync(workspace, ct);
        var stuck = await MissingKeys.StuckAsync(workspace, null, ct);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var needed = new int[desired.Policy.Entitlements.Count];
        foreach (var desire in desired.Workers)
            foreach (var right in MissingKeys.Needs(desire).Distinct())
                needed[right]++;
        var rights = desired
            .Policy.Entitlements.Select((right, i) => (right, Needed: needed[i]))
            .Where(r => r.right.Zone == Zone.MyNumber && r.Needed > 0)
            .Select(r =>
            {
                var of = stuck.Where(p => p.Rights.Contains(r.right.Id)).ToArray();
                return new Right(r.right.Id, r.Needed, of.Length, of.Count(p => !p.HasPath));
            });
        var spare = (await KeyRegister.AllAsync(workspace, null, ct)).Count(k => k.IsInStock);
        return new KeyCampaign(today, stuck, [.. rights.OrderByDescending(r => r.Stuck).ThenBy(r => r.Id)], spare);
    }
}
