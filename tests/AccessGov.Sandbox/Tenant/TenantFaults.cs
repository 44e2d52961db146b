using AccessGov.Sandbox.Tenant.Quota;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant;

/// <summary>Things that go wrong on request. A rule that has done its times is forgotten; the first rule that matches acts.</summary>
public sealed class TenantFaults
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];
    private readonly Random _random;

    internal TenantFaults(int seed) => _random = new Random(seed);

    private enum Moment
    {
        Before,
        After,
    }

    /// <summary>Refuses the next matching requests; nothing takes effect. <paramref name="skip"/> lets that many through first.</summary>
    public void Next(RequestMatch match, int times = 1, int status = 503, TimeSpan? retryAfter = null, int skip = 0) =>
        Add(
            new(match)
            {
                Times = times,
                Skip = skip,
                Act = (_, _) => Reply(status, retryAfter),
            }
        );

    /// <summary>
    /// Refuses the next matching requests with an error of choice, such as 403 Directory_QuotaExceeded; nothing takes effect.
    /// </summary>
    public void Refuse(RequestMatch match, int status, string code, string message, int times = 1) =>
        Add(new(match) { Times = times, Act = (_, _) => GraphReply.Refused(status, code, message) });

    /// <summary>Refuses a list's page (1 is the first) whenever it is asked for, <paramref name="times"/> times.</summary>
    public void FailPage(string path, int pageNumber, int status = 503, int times = 1) =>
        Add(
            new($"GET {path}")
            {
                Times = times,
                Page = pageNumber,
                Act = (_, _) => Reply(status, null),
            }
        );

    /// <summary>Lets the effect happen and then cuts the connection; a sub-request takes its whole $batch with it.</summary>
    public void DropReplyAfterEffect(RequestMatch match, int times = 1) =>
        Add(
            new(match)
            {
                Times = times,
                Moment = Moment.After,
                Act = (reply, _) =>
                {
                    reply!.Lost = true;
                    return reply;
                },
            }
        );

    /// <summary>Changes the directory by hand before a matching request is served, after letting <paramref name="skip"/> through.</summary>
    public void Before(RequestMatch match, Action<TenantDirectory> change, int skip = 0) =>
        Add(
            new(match)
            {
                Skip = skip,
                Act = (_, directory) =>
                {
                    change(directory);
                    return null;
                },
            }
        );

    /// <summary>Does something instead of serving a matching request, which takes no effect and gets no answer.</summary>
    public void CutBeforeEffect(RequestMatch match, Action act, int skip = 0) =>
        Add(
            new(match)
            {
                Skip = skip,
                Act = (_, _) =>
                {
                    act();
                    var reply = GraphReply.Empty(503);
                    reply.Lost = true;
                    return reply;
                },
            }
        );

    /// <summary>Deletes a group once <paramref name="afterRequests"/> requests that name it have been answered.</summary>
    public void DeleteGroupMidway(string groupId, int afterRequests = 1) =>
        Before($"* /groups/{groupId}*", directory => directory.DeleteGroup(groupId), afterRequests);

    /// <summary>
    /// Refuses a share (0 to 1) of all requests with 429 until <see cref="Calm"/>; without Retry-After when that is null.
    /// </summary>
    public void Storm429(double share, TimeSpan? retryAfter = null, RequestMatch? match = null) =>
        Add(
            new(match ?? "*")
            {
                Times = int.MaxValue,
                Share = share,
                Act = (_, _) => TenantQuota.Throttled(retryAfter),
            }
        );

    /// <summary>Forgets every rule.</summary>
    public void Calm()
    {
        lock (_gate)
            _rules.Clear();
    }

    internal GraphReply? BeforeEffect(GraphRequest request, TenantDirectory directory) => Act(Moment.Before, request, null, directory);

    internal GraphReply AfterEffect(GraphRequest request, GraphReply reply, TenantDirectory directory) =>
        Act(Moment.After, request, reply, directory) ?? reply;

    private static GraphReply Reply(int status, TimeSpan? retryAfter)
    {
        var (code, message) = status switch
        {
            429 => ("TooManyRequests", "Too many requests from this application. Please try again later."),
            503 => ("serviceNotAvailable", "The service is temporarily unavailable. Please try again later."),
            504 => ("gatewayTimeout", "The server, while acting as a proxy, did not receive a timely response."),
            409 => ("Directory_ConcurrencyViolation", "Unable to process the request due to concurrent requests. Please try again."),
            403 => ("Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
            _ => ("UnknownError", $"Scripted failure with status {status}."),
        };
        var reply = GraphReply.Refused(status, code, message);
        if (retryAfter is { } wait)
            reply.Headers["Retry-After"] = ((long)Math.Ceiling(wait.TotalSeconds)).ToString();
        return reply;
    }

    private void Add(Rule rule)
    {
        lock (_gate)
            _rules.Add(rule);
    }

    private GraphReply? Act(Moment moment, GraphRequest request, GraphReply? reply, TenantDirectory directory)
    {
        Rule? hit;
        lock (_gate)
        {
            if (_rules.Count == 0)
                return null;
            hit = _rules.Find(r => r.Moment == moment && r.Wants(request, _random));
            if (hit is { Times: < int.MaxValue } && --hit.Times == 0)
                _rules.Remove(hit);
        }

        return hit?.Act(reply, directory);
    }

    private sealed class Rule(RequestMatch match)
    {
        public required Func<GraphReply?, TenantDirectory, GraphReply?> Act { get; init; }

        public Moment Moment { get; init; }

        public int Times { get; set; } = 1;

        public int Skip { get; set; }

        public int? Page { get; init; }

        public double Share { get; init; } = 1;

        public bool Wants(GraphRequest request, Random random)
        {
            if (!match.Matches(request.Method, "/" + string.Join('/', request.Segments)))
                return false;
            if (Page is { } page && PageOf(request) != page)
                return false;
            if (Share < 1 && random.NextDouble() >= Share)
                return false;
            return Skip-- <= 0;
        }

        private static int PageOf(GraphRequest request) =>
            request.Query.TryGetValue("$skiptoken", out var text) && PageToken.TryDecode(request, text, out var token) ? token.Page + 1 : 1;
    }
}
