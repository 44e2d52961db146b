using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>POST /$batch (json-batching documentation, 2025-02-21).</summary>
internal sealed class BatchRoute(TenantOptions options, Func<GraphRequest, GraphReply> answer)
{
    private const int MaxRequests = 20;
    private int _served;

    public GraphReply Answer(GraphRequest envelope)
    {
        if (RouteRules.NoOptions(envelope) is { } unknown)
            return unknown;
        if (!envelope.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (BatchStep.ReadAll(body.RootElement, envelope.Root, MaxRequests, out var steps) is { } refusal)
                return refusal;
            var replies = new Dictionary<string, GraphReply>(StringComparer.OrdinalIgnoreCase);
            foreach (var step in steps)
                step.Request.Client = envelope.Client;
            foreach (var step in InOrder(steps))
                replies[step.Id] = Answer(step, replies);
            if (replies.Values.Any(r => r.Lost))
                return Lost();
            var order = steps.ToArray();
            // The service answers in any order; the seed makes the disorder repeatable.
            new Random(unchecked(options.Seed * 7919 + Interlocked.Increment(ref _served))).Shuffle(order);
            return GraphReply.Json(200, json => Write(json, order, replies));
        }
    }

    private static GraphReply Lost()
    {
        var reply = GraphReply.Empty(200);
        reply.Lost = true;
        return reply;
    }

    private static IEnumerable<BatchStep> InOrder(IReadOnlyList<BatchStep> steps)
    {
        var waiting = steps.ToList();
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(s => s.DependsOn.All(done.Contains));
            // ReadAll has refused circles.
            done.Add(waiting[next].Id);
            yield return waiting[next];
            waiting.RemoveAt(next);
        }
    }

    private GraphReply Answer(BatchStep step, Dictionary<string, GraphReply> before)
    {
        if (step.DependsOn.Any(id => before[id].Status >= 400))
            return GraphReply
                .Refused(424, "FailedDependency", "Request was not executed because one of its dependencies failed.")
                .For(step.Request, options.Clock.GetUtcNow());
        return answer(step.Request);
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<BatchStep> order, Dictionary<string, GraphReply> replies)
    {
        json.WriteStartObject();
        json.WriteStartArray("responses");
        foreach (var step in order)
        {
            var reply = replies[step.Id];
            json.WriteStartObject();
            json.WriteString("id", step.Id);
            json.WriteNumber("status", reply.Status);
            json.WriteStartObject("headers");
            foreach (var (name, value) in reply.Headers)
                json.WriteString(name, value);
            json.WriteEndObject();
            if (!reply.Body.IsEmpty)
            {
                json.WritePropertyName("body");
                json.WriteRawValue(reply.Body.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
