using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>
/// All user accounts and all members of the governed groups, read completely; or, with a <see cref="Vicinity"/>, all of them that
/// matter to one worker, and then no plan for anybody else can be made from it. Memberships are entitlement indexes, account
/// after account, so that a million people with five rights each need 14 MB and not an object each.
/// </summary>
public sealed partial class DirectorySnapshot
{
    private readonly ushort[] entitlementOf;
    private readonly int[] firstOf;
    private readonly Lazy<string> digest;

    private DirectorySnapshot(
        DirectoryAccount[] accounts,
        EntitlementId[] entitlements,
        ushort[] entitlementOf,
        int[] firstOf,
        EntitlementId[] absentGroups,
        ForeignMember[] foreignMembers,
        Vicinity? vicinity
    )
    {
        (Accounts, Entitlements, this.entitlementOf, this.firstOf, AbsentGroups, ForeignMembers, Vicinity) = (
            accounts,
            entitlements,
            entitlementOf,
            firstOf,
            absentGroups,
            foreignMembers,
            vicinity
        );
        digest = new Lazy<string>(ComputeDigest);
    }

    /// <summary>Accounts by employee id, those without one first, then by object id.</summary>
    public IReadOnlyList<DirectoryAccount> Accounts { get; }

    /// <summary>Entitlements whose groups were read, in id order; indexes refer to this list.</summary>
    public IReadOnlyList<EntitlementId> Entitlements { get; }

    /// <summary>Entitlements whose group does not exist in the directory.</summary>
    public IReadOnlyList<EntitlementId> AbsentGroups { get; }

    /// <summary>Members of governed groups that are not user accounts of the tenant's list.</summary>
    public IReadOnlyList<ForeignMember> ForeignMembers { get; }

    /// <summary>What alone was read; null when everything was.</summary>
    public Vicinity? Vicinity { get; }

    /// <summary>Number of memberships.</summary>
    public int MembershipCount => entitlementOf.Length;

    /// <summary>SHA-256 of the whole content; equal content gives an equal digest whatever the order it was read in.</summary>
    public string Digest => digest.Value;

    /// <summary>How many entitlements the account at this index has.</summary>
    /// <param name="account">Index into <see cref="Accounts"/>.</param>
    public int CountOf(int account) => firstOf[account + 1] - firstOf[account];

    /// <summary>Index into <see cref="Entitlements"/> of the account's n-th entitlement, ascending.</summary>
    /// <param name="account">Index into <see cref="Accounts"/>.</param>
    /// <param name="n">From 0 to below <see cref="CountOf"/>.</param>
    public int EntitlementOf(int account, int n) => entitlementOf[firstOf[account] + n];

    /// <summary>True when the account at this index is in the group of the entitlement at that index.</summary>
    /// <param name="account">Index into <see cref="Accounts"/>.</param>
    /// <param name="entitlement">Index into <see cref="Entitlements"/>.</param>
    public bool IsMember(int account, int entitlement) =>
        entitlementOf.AsSpan(firstOf[account], CountOf(account)).BinarySearch((ushort)entitlement) >= 0;

    /// <summary>Index of the first account with this employee id, or -1.</summary>
    /// <param name="id">The employee id.</param>
    /// <exception cref="InvalidOperationException">A bug: accounts with this id were not read, so that none found would mean
    /// nothing.</exception>
    public int IndexOf(EmployeeId id)
    {
        if (Vicinity is { } vicinity && !vicinity.Numbers.Contains(id))
            throw new InvalidOperationException($"Read was only what concerns {vicinity.Worker}, asked is for {id}.");
        int low = 0,
            high = Accounts.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Compare(Accounts[middle].EmployeeId, id) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low < Accounts.Count && Accounts[low].EmployeeId == id ? low : -1;
    }

    private string ComputeDigest()
    {
        using var hash = new CanonicalHash();
        hash.Add(Accounts.Count).Add(Entitlements.Count).Add(MembershipCount).Add(AbsentGroups.Count).Add(ForeignMembers.Count);
        foreach (var a in Accounts)
        {
            var attributes = a.Attributes;
            hash.Add(a.ObjectId)
                .Add(a.EmployeeId?.Value)
                .Add(a.UserPrincipalName)
                .Add(a.Enabled)
                .Add(a.SyncedFromOnPremises)
                .Add(attributes.DisplayName)
                .Add(attributes.Department)
                .Add(attributes.JobTitle)
                .Add(attributes.EmployeeType)
                .Add(attributes.Division)
                .Add(attributes.CostCenter);
            if (a.IsGuest)
                hash.Add("guest");
            if (a.OtherNumber is { } other)
                hash.Add("other-number").Add(other);
        }
        foreach (var e in Entitlements)
            hash.Add(e.Value);
        for (var account = 0; account < Accounts.Count; account++)
        {
            hash.Add(CountOf(account));
            for (var n = 0; n < CountOf(account); n++)
                hash.Add(EntitlementOf(account, n));
        }
        foreach (var e in AbsentGroups)
            hash.Add(e.Value);
        foreach (var m in ForeignMembers)
            hash.Add(m.Entitlement.Value).Add(m.ObjectId);
        if (Vicinity is not { } vicinity)
            return hash.ToHex();
        hash.Add(vicinity.Worker.Value).Add(vicinity.UserPrincipalName).Add(vicinity.Numbers.Count).Add(vicinity.Groups.Count);
        foreach (var number in vicinity.Numbers)
            hash.Add(number.Value);
        foreach (var group in vicinity.Groups)
            hash.Add(group.Value);
        foreach (var account in vicinity.Chosen)
            hash.Add("chosen").Add(account);
        return hash.ToHex();
    }

    private static int Compare(EmployeeId? left, EmployeeId? right) => string.CompareOrdinal(left?.Value, right?.Value);
}
