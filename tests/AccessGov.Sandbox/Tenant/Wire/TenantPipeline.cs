using AccessGov.Sandbox.Tenant.Quota;
using AccessGov.Sandbox.Tenant.Routes;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>From a request to its reply: faults, quota, route, faults again, counters, recording.</summary>
internal sealed class TenantPipeline
{
    private readonly TenantDirectory _directory;
    private readonly TenantOptions _options;
    private readonly TenantFaults _faults;
    private readonly TenantCounters _counters;
    private readonly TenantQuota _quota;
    private readonly TenantRouter _router;
    private readonly BatchRoute _batch;
    private readonly ExchangeRecorder? _recorder;

    public TenantPipeline(
        TenantDirectory directory,
        TenantOptions options,
        TenantFaults faults,
        TenantCounters counters,
        SubscriptionBook subscriptions,
        ExchangeRecorder? recorder
    )
    {
        (_directory, _options, _faults, _counters, _recorder) = (directory, options, faults, counters, recorder);
        _quota = new(options, directory, counters);
        _router = new(directory, options, subscriptions);
        _batch = new(options, AnswerInBatch);
    }

    public GraphReply Answer(GraphRequest request, GraphReply? unauthorized)
    {
        _counters.Asked();
        var reply =
            unauthorized ?? (request is { Method: "POST", Segments: ["$batch"] } ? Guarded(request, _batch.Answer) : Operation(request));
        return Finish(request, reply);
    }

    private GraphReply AnswerInBatch(GraphRequest request)
    {
        _counters.AskedInBatch();
        return Finish(
            request,
            request.Segments switch
            {
                ["$batch"] => Refusals.NotEmulated("a $batch in a $batch"),
                ["subscriptions"] when request.Method == "POST" => Refusals.NotEmulated("a subscription made in a $batch"),
                _ => Operation(request),
            }
        );
    }

    private GraphReply Operation(GraphRequest request)
    {
        _counters.Operation(request.Method);
        return Guarded(
            request,
            r =>
            {
                if (!_options.May(r.Client, r.Method, r.Path))
                    return Refusals.Denied();
                if (SignInActivity.Refuse(r, _options) is { } unlicensed)
                    return unlicensed;
                if (!r.Body.IsEmpty && r.Header("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
                    return Refusals.NoContentType();
                if (_quota.Refuse(r, out var units, out var share) is { } tooMany)
                    return tooMany;
                GraphReply reply;
                lock (_directory.Gate)
                    reply = _router.Answer(r);
                reply.Headers["x-ms-resource-unit"] = units.ToString();
                // Sent from 0.8 on (throttling documentation).
                if (share >= 0.8)
                    reply.Headers["x-ms-throttle-limit-percentage"] = Math.Min(share, 1.8).ToString("0.0");
                return reply;
            }
        );
    }

    private GraphReply Guarded(GraphRequest request, Func<GraphRequest, GraphReply> answer) =>
        _faults.BeforeEffect(request, _directory) ?? _faults.AfterEffect(request, answer(request), _directory);

    private GraphReply Finish(GraphRequest request, GraphReply reply)
    {
        reply.For(request, _options.Clock.GetUtcNow());
        _counters.Answered(reply.Status);
        if (reply is { Status: 501, Error: { } error })
            Console.Error.WriteLine($"!!! NOT EMULATED: {request.Method} {request.Path} - {error.Message}");
        _recorder?.Record(request, reply);
        return reply;
    }
}
