using System.Text.Encodings.Web;
using System.Text.Json;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Benchmarks.Plan;

/// <summary>The directory as Graph would send it: a file a list, a page of 999 a line, each with the link to the next.</summary>
internal static class DirectoryPages
{
    public const int PageSize = 999;
    public static readonly Uri Root = new("https://graph.pages.example/v1.0");
    private static readonly JsonWriterOptions AsGraphWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string FileOf(string folder, string list) => Path.Combine(folder, list.Replace('/', '-') + ".pages");

    public static void Write(string folder, Town town) => Write(folder, town.Policy, town.InDirectory());

    /// <summary>Writes an account for everybody, with what is due.</summary>
    public static void Write(string folder, GovernancePolicy policy, IEnumerable<(Guid ObjectId, WorkerDesire Desire)> people)
    {
        var members = policy.Entitlements.Where(e => e.Zone != Zone.Independent).ToDictionary(e => e.Id, _ => new List<Guid>());
        using (var users = new Pages(folder, "users"))
            foreach (var (id, desire) in people)
            {
                foreach (var membership in desire.Memberships)
                    members[policy.Entitlements[membership.Entitlement].Id].Add(id);
                var a = desire.Attributes!;
                users.Add(json =>
                {
                    json.WriteString("id", id);
                    json.WriteBoolean("accountEnabled", true);
                    json.WriteString("department", a.Department);
                    json.WriteString("displayName", a.DisplayName);
                    json.WriteString("employeeId", desire.Worker.Id.Value);
                    json.WriteStartObject("employeeOrgData");
                    json.WriteString("division", a.Division);
                    json.WriteString("costCenter", a.CostCenter);
                    json.WriteEndObject();
                    json.WriteString("employeeType", a.EmployeeType);
                    json.WriteString("jobTitle", a.JobTitle);
                    json.WriteNull("onPremisesSyncEnabled");
                    json.WriteString("userPrincipalName", desire.Worker.Id.Value + policy.UserPrincipalNameSuffix);
                });
            }
        foreach (var entitlement in policy.Entitlements.Where(e => members.ContainsKey(e.Id)))
        {
            using var list = new Pages(folder, $"groups/{entitlement.GroupId}/members");
            foreach (var id in members[entitlement.Id])
                list.Add(json =>
                {
                    json.WriteString("@odata.type", "#microsoft.graph.user");
                    json.WriteString("id", id);
                });
        }
    }

    private sealed class Pages(string folder, string list) : IDisposable
    {
        private readonly FileStream file = File.Create(FileOf(folder, list));
        private readonly List<Action<Utf8JsonWriter>> page = [];

        public void Add(Action<Utf8JsonWriter> item)
        {
            if (page.Count == PageSize)
                Flush(isLast: false);
            page.Add(item);
        }

        public void Dispose()
        {
            Flush(isLast: true);
            file.Dispose();
        }

        private void Flush(bool isLast)
        {
            var buffer = new System.Buffers.ArrayBufferWriter<byte>(1 << 19);
            // The link tells where the next page begins. It is padded, so that the page's length does not depend on it.
            long Write(long next)
            {
                buffer.ResetWrittenCount();
                using (var json = new Utf8JsonWriter(buffer, AsGraphWrites))
                {
                    json.WriteStartObject();
                    json.WriteString("@odata.context", $"{Root}/$metadata#{list}");
                    if (!isLast)
                        json.WriteString("@odata.nextLink", $"{Root}/{list}?$skiptoken={next:D12}");
                    json.WriteStartArray("value");
                    foreach (var item in page)
                    {
                        json.WriteStartObject();
                        item(json);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                return file.Position + buffer.WrittenCount + 1;
            }
            Write(Write(0));
            file.Write(buffer.WrittenSpan);
            file.WriteByte((byte)'\n');
            page.Clear();
        }
    }
}
