namespace Metrology.Mqtt.Tests.Support;

/// <summary>A clock that moves only when told; timers fire on the thread that moves it.</summary>
sealed class ManualTime : TimeProvider
{
    readonly Lock gate = new();
    readonly List<ManualTimer> timers = [];
    readonly List<(Predicate<TimeSpan> Wanted, TaskCompletionSource Armed)> watchers = [];
    DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Done once a timer runs that is due after a span such as this.</summary>
    public Task ArmedAsync(Predicate<TimeSpan> wanted)
    {
        lock (gate)
        {
            if (timers.Exists(timer => wanted(timer.Due - now)))
                return Task.CompletedTask;
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watchers.Add((wanted, armed));
            return armed.Task.InTime();
        }
    }

    public void Advance(TimeSpan span)
    {
        List<ManualTimer> due;
        lock (gate)
        {
            now += span;
            due = timers.FindAll(timer => timer.Due <= now);
            due.ForEach(timer => timers.Remove(timer));
        }
        due.ForEach(timer => timer.Fire());
    }

    sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time.now + dueTime;
                time.timers.Add(this);
                foreach (var watcher in time.watchers.FindAll(w => w.Wanted(dueTime)))
                {
                    time.watchers.Remove(watcher);
                    watcher.Armed.TrySetResult();
                }
            }
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
