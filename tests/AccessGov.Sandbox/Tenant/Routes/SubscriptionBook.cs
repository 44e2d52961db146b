namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>The live subscriptions; expired ones are gone.</summary>
internal sealed class SubscriptionBook(TimeProvider clock)
{
    private readonly SortedDictionary<string, TenantSubscription> _all = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    public IReadOnlyList<TenantSubscription> Live
    {
        get
        {
            lock (_gate)
                return [.. _all.Values.Where(s => s.ExpiresAt > clock.GetUtcNow())];
        }
    }

    public TenantSubscription? Find(string id) => Live.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    public void Put(TenantSubscription subscription)
    {
        lock (_gate)
            _all[subscription.Id] = subscription;
    }

    public void Remove(string id)
    {
        lock (_gate)
            _all.Remove(id);
    }
}
