namespace AccessGov.Sandbox.Tenant;

/// <content>Answers of a replica that has not heard everything yet.</content>
public sealed partial class TenantDirectory
{
    private Dictionary<string, TenantUser[]>? _numbersThen;

    internal bool NumbersLag => _numbersThen is not null;

    /// <summary>
    /// From now on a <c>$filter</c> on employeeId finds whom it would find at this moment, though it shows them as they are. Reading an
    /// object by its id or its userPrincipalName does not lag.
    /// </summary>
    public void LetNumbersLag()
    {
        lock (Gate)
            _numbersThen = _byEmployeeId.ToDictionary(p => p.Key, p => p.Value.ToArray(), _byEmployeeId.Comparer);
    }

    /// <summary>Ends <see cref="LetNumbersLag"/>.</summary>
    public void LetNumbersCatchUp()
    {
        lock (Gate)
            _numbersThen = null;
    }

    internal IEnumerable<TenantUser> FilterByEmployeeId(string employeeId) =>
        _numbersThen is { } then ? then.GetValueOrDefault(employeeId, []).Where(u => _users.Contains(u.Id)) : FindByEmployeeId(employeeId);
}
