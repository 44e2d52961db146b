namespace AccessGov.Sandbox.Tenant;

/// <summary>Users without a story, for quotas and page sizes.</summary>
public static class SampleUsers
{
    /// <summary>Adds users with employeeIds 000001, 000002, …; the same every time, ids included.</summary>
    public static IReadOnlyList<TenantUser> AddTo(TenantDirectory directory, int count, int first = 1) =>
        [.. Enumerable.Range(first, count).Select(n => directory.Add(User(n)))];

    private static TenantUser User(int n) =>
        new($"u{n:000000}@city.example.jp", new Guid(n, 0x5a4b, 0x4c3d, 0x9e, 0x2f, 0, 0, 0, 0, 0, 1).ToString())
        {
            DisplayName = $"職員 {n}",
            EmployeeId = n.ToString("000000"),
            ["department"] = "総務課",
            ["jobTitle"] = "主事",
        };
}
