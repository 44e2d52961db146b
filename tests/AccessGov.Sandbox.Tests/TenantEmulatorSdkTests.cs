using AccessGov.Sandbox.Tenant;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;

namespace AccessGov.Sandbox.Tests;

/// <summary>Microsoft's own client against the emulator: what it sends is known, and it understands the answers.</summary>
public sealed class TenantEmulatorSdkTests : IAsyncLifetime
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private GraphServiceClient _graph = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = GraphClientFactory.Create();
        _client.DefaultRequestHeaders.Authorization = new("Bearer", _tenant.IssueToken());
        _graph = new GraphServiceClient(_client, new AnonymousAuthenticationProvider(), _tenant.BaseUri.ToString());
        SampleUsers.AddTo(_tenant.Directory, 150);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, _tenant.Counters.NotEmulated);
        _graph.Dispose();
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_page_iterator_walks_all_users()
    {
        var first = await _graph.Users.GetAsync(
            c => (c.QueryParameters.Select, c.QueryParameters.Top) = (["id", "employeeId", "accountEnabled"], 40),
            _cancellation
        );
        var seen = new List<User>();
        await PageIterator<User, UserCollectionResponse>
            .CreatePageIterator(
                _graph,
                first!,
                user =>
                {
                    seen.Add(user);
                    return true;
                }
            )
            .IterateAsync(_cancellation);
        Assert.Equal(150, seen.Count);
        Assert.Equal(("000001", true), (seen[0].EmployeeId, seen[0].AccountEnabled));
    }

    [Fact]
    public async Task A_user_is_made_changed_deleted_and_restored()
    {
        var made = await _graph.Users.PostAsync(
            new User
            {
                AccountEnabled = false,
                DisplayName = "須坂 花子",
                MailNickname = "hanako",
                UserPrincipalName = "hanako@city.example.jp",
                EmployeeId = "100001",
                EmployeeOrgData = new EmployeeOrgData { Division = "内部部局", CostCenter = "010" },
                PasswordProfile = new PasswordProfile { Password = "xWwvJ]6NMw+bWH-d", ForceChangePasswordNextSignIn = true },
            },
            cancellationToken: _cancellation
        );
        await _graph.Users[made!.Id].PatchAsync(new User { Department = "税務課" }, cancellationToken: _cancellation);
        Assert.Equal(
            ("税務課", "100001"),
            ((string?)_tenant.Directory.FindUser(made.Id!)!["department"], _tenant.Directory.FindUser(made.Id!)!.EmployeeId)
        );
        await _graph.Users[made.Id].DeleteAsync(cancellationToken: _cancellation);
        var deleted = await _graph.Directory.DeletedItems.GraphUser.GetAsync(cancellationToken: _cancellation);
        Assert.Equal(made.Id, deleted!.Value!.Single().Id);
        var restored = await _graph.Directory.DeletedItems[made.Id].Restore.PostAsync(cancellationToken: _cancellation);
        Assert.Equal("hanako@city.example.jp", Assert.IsType<User>(restored).UserPrincipalName);
    }

    [Fact]
    public async Task A_refusal_is_read_as_an_odata_error()
    {
        var refused = await Assert.ThrowsAsync<ODataError>(() =>
            _graph.Users["nobody@city.example.jp"].GetAsync(cancellationToken: _cancellation)
        );
        Assert.Equal((404, "Request_ResourceNotFound"), (refused.ResponseStatusCode, refused.Error!.Code));
        Assert.NotNull(refused.Error.InnerError!.RequestId);
    }

    [Fact]
    public async Task A_batch_of_the_sdk_is_answered()
    {
        var batch = new BatchRequestContentCollection(_graph);
        var read = await batch.AddBatchRequestStepAsync(_graph.Users.ToGetRequestInformation(c => c.QueryParameters.Top = 5));
        var write = await batch.AddBatchRequestStepAsync(
            _graph.Users["u000001@city.example.jp"].ToPatchRequestInformation(new User { JobTitle = "係長" })
        );
        var replies = await _graph.Batch.PostAsync(batch, _cancellation);
        Assert.Equal(5, (await replies.GetResponseByIdAsync<UserCollectionResponse>(read)).Value!.Count);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await replies.GetResponsesStatusCodesAsync())[write]);
        Assert.Equal("係長", _tenant.Directory.FindUser("u000001@city.example.jp")!["jobTitle"]);
    }

    [Fact]
    public async Task Members_are_added_read_and_removed()
    {
        var group = _tenant.Directory.Add(new TenantGroup("税務"));
        var user = _tenant.Directory.Users[0];
        await _graph
            .Groups[group.Id]
            .Members.Ref.PostAsync(
                new ReferenceCreate { OdataId = $"{_tenant.BaseUri}/directoryObjects/{user.Id}" },
                cancellationToken: _cancellation
            );
        var members = await _graph.Groups[group.Id].Members.GetAsync(cancellationToken: _cancellation);
        Assert.Equal(user.Id, Assert.IsType<User>(members!.Value!.Single()).Id);
        await _graph.Groups[group.Id].Members[user.Id].Ref.DeleteAsync(cancellationToken: _cancellation);
        Assert.Equal(0, group.MemberCount);
    }

    [Fact]
    public async Task The_sdk_waits_out_a_429_that_says_how_long()
    {
        _tenant.Faults.Next("GET /users/*", status: 429, retryAfter: TimeSpan.FromSeconds(1));
        Assert.NotNull(await _graph.Users["u000001@city.example.jp"].GetAsync(cancellationToken: _cancellation));
        Assert.Equal(2, _tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task A_delta_round_of_the_sdk_ends_with_a_delta_link()
    {
        var page = await _graph.Users.Delta.GetAsDeltaGetResponseAsync(c => c.QueryParameters.Select = ["id", "department"], _cancellation);
        Assert.Equal((150, null), (page!.Value!.Count, page.OdataNextLink));
        Assert.Contains("$deltatoken=", page.OdataDeltaLink, StringComparison.Ordinal);
    }
}
