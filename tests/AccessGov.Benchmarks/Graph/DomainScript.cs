using System.Diagnostics;
using System.Text;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.Benchmarks.Graph;

/// <summary>What a script does with the usual tools: a call for each account it looks up and each change it makes. Really run.</summary>
internal static class DomainScript
{
    /// <returns>How many calls it made.</returns>
    public static async Task<int> RunAsync(SambaDomain samba, DomainCity city, CancellationToken ct)
    {
        var calls = 0;
        foreach (var user in city.Users)
            await CallAsync(
                "ldapsearch",
                ["-LLL", "-b", $"<GUID={user}>", "-s", "base", "department", "title", "departmentNumber", "memberOf"],
                null
            );
        foreach (var action in city.Movers(ours: false))
            await CallAsync("ldapmodify", [], Ldif(action));
        return calls;

        async Task CallAsync(string tool, string[] arguments, string? input)
        {
            calls++;
            var start = new ProcessStartInfo(
                tool,
                ["-x", "-H", $"ldaps://{samba.Address}", "-D", "Administrator@ad.test", "-w", SambaDomain.Password, .. arguments]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["LDAPTLS_CACERT"] = samba.AuthorityFile;
            using var process = Process.Start(start)!;
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{tool}: {await error}{await output}");
        }
    }

    private static string Ldif(PlannedAction action) =>
        action switch
        {
            PlannedAction.ChangeAttributes change => $"dn: <GUID={change.Target.ObjectId}>\nchangetype: modify\n"
                + $"replace: department\ndepartment:: {Base64(change.ToBe().Department)}\n-\n"
                + $"replace: departmentNumber\ndepartmentNumber: {change.ToBe().CostCenter}\n-\n",
            PlannedAction.AddMember add => Member(add.GroupId, "add", add.Target),
            PlannedAction.RemoveMember remove => Member(remove.GroupId, "delete", remove.Target),
            _ => throw new InvalidOperationException($"The script does not know {action.GetType().Name}."),
        };

    private static string Member(Guid group, string does, Target target) =>
        $"dn: <GUID={group}>\nchangetype: modify\n{does}: member\nmember: <GUID={target.ObjectId}>\n";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
