using AccessGov.App.Storage;

namespace AccessGov.App.Tests.Storage;

/// <summary>What every work queue promises; each implementation runs all of it.</summary>
public abstract class WorkQueueContract
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected abstract Task<IWorkQueue> OpenAsync();

    /// <summary>
    /// Receives what becomes due within <paramref name="span"/>: a pretend clock is moved, a real queue is asked until it has something.
    /// </summary>
    protected abstract Task<IReadOnlyList<QueueMessage>> ReceiveDueAsync(IWorkQueue queue, QueueName name, TimeSpan span);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static QueueName NewQueue() => new($"q-{Guid.NewGuid():N}");

    [Theory]
    [InlineData("""{"tenant":"suzaka","plan":"4f"}""")]
    [InlineData("")]
    [InlineData("人事 <&> \u0001 𠮷 abcd")]
    public async Task A_message_comes_back_as_sent(string body)
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        await queue.SendAsync(name, body, null, Cancel);
        var message = Assert.Single(await queue.ReceiveAsync(name, 32, Minute, Cancel));
        Assert.Equal((body, 1), (message.Body, message.DequeueCount));
        Assert.NotEqual(default, message.InsertedAt);
        Assert.True(await queue.DeleteAsync(name, message, Cancel));
        Assert.Equal(0, await queue.PeekCountAsync(name, Cancel));
    }

    [Fact]
    public async Task A_held_message_is_hidden_until_it_is_released()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        await queue.SendAsync(name, "work", null, Cancel);
        var first = Assert.Single(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        Assert.Empty(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        Assert.Equal(1, await queue.PeekCountAsync(name, Cancel));
        var longer = await queue.ExtendAsync(name, first, 2 * Minute, Cancel);
        Assert.Empty(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        Assert.NotNull(await queue.ExtendAsync(name, longer!, TimeSpan.Zero, Cancel));
        var second = Assert.Single(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        Assert.Equal((first.Id, 2, first.InsertedAt), (second.Id, second.DequeueCount, second.InsertedAt));
    }

    [Fact]
    public async Task A_receiver_that_lost_its_hold_can_neither_delete_nor_extend()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        await queue.SendAsync(name, "work", null, Cancel);
        var slow = Assert.Single(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        await queue.ExtendAsync(name, slow, TimeSpan.Zero, Cancel);
        var quick = Assert.Single(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        Assert.False(await queue.DeleteAsync(name, slow, Cancel));
        Assert.Null(await queue.ExtendAsync(name, slow, Minute, Cancel));
        Assert.Equal(1, await queue.PeekCountAsync(name, Cancel));
        Assert.True(await queue.DeleteAsync(name, quick, Cancel));
        Assert.True(await queue.DeleteAsync(name, quick, Cancel));
        Assert.Null(await queue.ExtendAsync(name, quick, Minute, Cancel));
    }

    [Fact]
    public async Task A_hold_that_ran_out_gives_the_message_to_the_next_receiver()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        await queue.SendAsync(name, "work", null, Cancel);
        var lost = Assert.Single(await queue.ReceiveAsync(name, 1, QueueLimits.MinHold, Cancel));
        var found = Assert.Single(await ReceiveDueAsync(queue, name, QueueLimits.MinHold));
        Assert.Equal((lost.Id, 2), (found.Id, found.DequeueCount));
        Assert.False(await queue.DeleteAsync(name, lost, Cancel));
    }

    [Fact]
    public async Task A_delayed_message_is_hidden_until_its_delay_ends()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        var delay = TimeSpan.FromSeconds(3);
        await queue.SendAsync(name, "later", QueueLimits.MaxFor, Cancel);
        await queue.SendAsync(name, "soon", delay, Cancel);
        Assert.Equal(2, await queue.PeekCountAsync(name, Cancel));
        Assert.Empty(await queue.ReceiveAsync(name, 32, Minute, Cancel));
        Assert.Equal("soon", Assert.Single(await ReceiveDueAsync(queue, name, delay)).Body);
    }

    [Fact]
    public async Task Queues_do_not_mix_and_an_unused_one_is_empty()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        Assert.Empty(await queue.ReceiveAsync(name.Poison, 1, Minute, Cancel));
        Assert.Equal(0, await queue.PeekCountAsync(NewQueue(), Cancel));
        await queue.SendAsync(name, "work", null, Cancel);
        Assert.Empty(await queue.ReceiveAsync(name.Poison, 1, Minute, Cancel));
        var held = Assert.Single(await queue.ReceiveAsync(name, 1, Minute, Cancel));
        await queue.SendAsync(name.Poison, held.Body, null, Cancel);
        Assert.True(await queue.DeleteAsync(name, held, Cancel));
        Assert.Equal((0, 1), (await queue.PeekCountAsync(name, Cancel), await queue.PeekCountAsync(name.Poison, Cancel)));
    }

    [Fact]
    public async Task Receivers_at_the_same_time_share_the_messages_without_a_double()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        for (var i = 0; i < 40; i++)
            await queue.SendAsync(name, $"{i}", null, Cancel);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => queue.ReceiveAsync(name, 5, Minute, Cancel))));
        Assert.All(taken, t => Assert.InRange(t.Count, 0, 5));
        var bodies = taken.SelectMany(t => t).Select(m => m.Body).ToList();
        for (IReadOnlyList<QueueMessage> rest; (rest = await queue.ReceiveAsync(name, 32, Minute, Cancel)).Count > 0;)
            bodies.AddRange(rest.Select(m => m.Body));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}").Order(), bodies.Order());
    }

    [Fact]
    public async Task A_message_of_the_largest_size_is_taken_and_a_larger_one_refused()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        await queue.SendAsync(name, new string('あ', QueueLimits.MaxBodyBytes / 3), null, Cancel);
        Assert.Equal(QueueLimits.MaxBodyBytes / 3, Assert.Single(await queue.ReceiveAsync(name, 1, Minute, Cancel)).Body.Length);
        async Task Refused(string expected, Func<Task> act) =>
            Assert.Contains(expected, (await Assert.ThrowsAsync<ArgumentException>(act)).Message, StringComparison.Ordinal);
        await Refused(
            "at most 49152 bytes; this one has 49153",
            () => queue.SendAsync(name, new string('a', QueueLimits.MaxBodyBytes + 1), null, Cancel)
        );
        await Refused("0 to 7 days", () => queue.SendAsync(name, "x", TimeSpan.FromDays(7.1), Cancel));
        await Refused("1 to 32 messages; this asks for 33", () => queue.ReceiveAsync(name, 33, Minute, Cancel));
        await Refused("1 second to 7 days", () => queue.ReceiveAsync(name, 1, TimeSpan.Zero, Cancel));
        Assert.Equal(1, await queue.PeekCountAsync(name, Cancel));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Apply")]
    [InlineData("-apply")]
    [InlineData("apply--chunk")]
    [InlineData("apply/../x")]
    public void A_queue_name_that_some_store_would_refuse_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new QueueName(name));
}
