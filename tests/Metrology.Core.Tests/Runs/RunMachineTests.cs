using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Tests.Runs;

public class RunMachineTests
{
    [Fact]
    public void The_plan_has_ambient_conditions_items_points_and_repeats_in_order()
    {
        var steps = Example.Plan(timeOfUse: true).Steps;

        Assert.Equal(
            [
                "environment/default/1", "appearance/default/1", "operating-error/full/1", "operating-error/full/2", "operating-error/half/1",
                "operating-error/half/2", "clock-error/default/1",
            ],
            steps.Select(step => step.Key.ToString()));
        Assert.Equal(new Quantity(16m, Units.Amp), steps[4].Settings["current"]);
        Assert.Equal("1.2 kWh", steps[2].Settings["energy"].ToString());
    }

    [Fact]
    public void A_pile_without_time_of_use_has_no_clock_item() => Assert.DoesNotContain(Example.Plan().Steps, step => step.Key.Item == "clock-error");

    [Theory]
    [InlineData("accuracyClass", "", "plan.nameplate-missing")]
    [InlineData("accuracyClass", "3", "plan.nameplate-invalid")]
    [InlineData("maximumCurrent", "-32", "plan.nameplate-invalid")]
    [InlineData("maximumCurrent", "32 A", "plan.nameplate-invalid")]
    [InlineData("timeOfUse", "yes", "plan.nameplate-invalid")]
    public void A_wrong_nameplate_gives_no_plan(string field, string value, string code)
    {
        var values = new Dictionary<string, string>(Example.Nameplate().Values) { [field] = value };

        var refusal = RunMachine.Plan(Example.Procedure, new(values), VerificationKind.First).Refusal!;
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void The_directives_lead_through_a_run()
    {
        var state = RunMachine.Begin(Example.Plan());
        Assert.IsType<Directive.AskEnvironment>(RunMachine.Next(state));
        state = state.After(Example.Environment());
        Assert.True(Assert.IsType<Directive.AwaitAcceptance>(RunMachine.Next(state)).GateIsOpen);
        state = state.After(new RunEvent.Accepted(null));
        Assert.IsType<Directive.AskChecks>(RunMachine.Next(state));
        state = state.After(Example.Answers(), new RunEvent.Accepted(null));
        Assert.IsType<Directive.AwaitBegin>(RunMachine.Next(state));
        state = state.After(new RunEvent.Begun());
        Assert.Equal(2, Assert.IsType<Directive.ReadRegisters>(RunMachine.Next(state)).Variables.Count);
        state = state.After(Example.Registers(Stage.Start, 0m, 0m));
        Assert.Equal("32 A", Assert.IsType<Directive.ApplyLoad>(RunMachine.Next(state)).Settings["current"].ToString());
        state = state.After(Example.Registers(Stage.End, 1.2m, 1.2m));
        Assert.IsType<Directive.AwaitAcceptance>(RunMachine.Next(state));
        Assert.IsType<Directive.Finish>(RunMachine.Next(Example.Finished(10m)));
    }

    [Fact]
    public void A_closed_gate_is_accepted_only_with_a_reason()
    {
        var state = Example.AtMeasuring(Example.Plan())
            .After(new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m), Example.Registers(Stage.End, 0.5m, 0.5m));

        Assert.False(Assert.IsType<Directive.AwaitAcceptance>(RunMachine.Next(state)).GateIsOpen);
        Assert.Equal("run.gate-closed", RunMachine.Advance(state, new RunEvent.Accepted(null)).Refusal!.Code);
        Assert.Equal("run.reason-missing", RunMachine.Advance(state, new RunEvent.Accepted(" ")).Refusal!.Code);
        Assert.Equal("车主要求提前结束", state.After(new RunEvent.Accepted("车主要求提前结束")).Steps[2].Reason);
    }

    [Fact]
    public void A_repeat_keeps_what_was_read_and_says_what_supersedes_it()
    {
        var state = Example.AtMeasuring(Example.Plan())
            .After(new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m), new RunEvent.RepeatRequested("枪头松动"));
        Assert.Equal(new StepState(StepPhase.Waiting, 2, "枪头松动"), state.Steps[2]);
        var before = state.Observations;

        state = state.After(new RunEvent.Begun(), Example.Registers(Stage.Start, 5m, 0m));

        Assert.Equal(before, state.Observations.Take(before.Count));
        var (first, second) = (state.Observations[^4], state.Observations[^2]);
        Assert.Equal((1, (int?)null), (first.Attempt, first.Supersedes));
        Assert.Equal((2, (int?)first.Sequence, "枪头松动"), (second.Attempt, second.Supersedes, second.Reason));
    }

    [Fact]
    public void An_interruption_throws_readings_under_way_back_and_nothing_else()
    {
        var fault = new RunEvent.Interrupted("link.lost", "串口断开");
        var loaded = Example.AtMeasuring(Example.Plan()).After(new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m));

        Assert.Equal((StepPhase.Waiting, 2), (loaded.After(fault).Steps[2].Phase, loaded.After(fault).Steps[2].Attempt));
        var read = loaded.After(Example.Registers(Stage.End, 1.2m, 1.2m));
        Assert.Equal(read.Steps, read.After(fault).Steps);
    }

    [Fact]
    public void A_pause_holds_decisions_but_not_the_readings_under_way()
    {
        var paused = Example.AtMeasuring(Example.Plan()).After(new RunEvent.Begun(), new RunEvent.Paused());

        Assert.IsType<Directive.Wait>(RunMachine.Next(paused));
        Assert.Equal("run.paused", RunMachine.Advance(paused, new RunEvent.RepeatRequested("x")).Refusal!.Code);
        var read = paused.After(Example.Registers(Stage.Start, 0m, 0m));
        Assert.Equal(StepPhase.Loaded, read.Steps[2].Phase);
        Assert.False(read.After(new RunEvent.Resumed()).IsPaused);
    }

    /// <summary>Unit one is not printed (SI Brochure 5.4.7), others are.</summary>
    [Theory]
    [InlineData(Measurands.Conforms, "Inspection lies within 0 … 1.")]
    [InlineData(Measurands.RelativeHumidity, "Relative humidity lies within 0 … 100 %RH.")]
    public void An_impossible_value_is_refused_with_the_bounds_of_its_quantity(string measurand, string said)
    {
        var state = RunMachine.Begin(Example.Plan());
        state = measurand == Measurands.Conforms ? state.After(Example.Environment(), new RunEvent.Accepted(null)) : state;
        var good = measurand == Measurands.Conforms ? Example.Answers() : Example.Environment();
        var wrong = good with { Readings = [.. good.Readings.Select(one => one.Reading.Measurand == measurand ? one with { Reading = one.Reading with { Value = 120m } } : one)] };
        Assert.Contains(said, RunMachine.Advance(state, wrong).Refusal!.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_that_do_not_fit_are_refused_as_a_whole()
    {
        var state = Example.AtMeasuring(Example.Plan()).After(new RunEvent.Begun());
        string Code(params ObservedReading[] readings) => RunMachine.Advance(state, new RunEvent.Observed(Stage.Start, readings)).Refusal!.Code;
        ObservedReading Energy(string role, decimal value = 1m, string unit = "kWh", decimal resolution = 0.001m) =>
            Example.Read(role, Measurands.ActiveEnergy, value, unit, "", resolution);

        Assert.Equal("run.reading-missing", Code(Energy(Roles.Reference)));
        Assert.Equal("run.reading-twice", Code(Energy(Roles.Reference), Energy(Roles.Reference), Energy(Roles.UnitUnderTest)));
        Assert.Equal("run.wrong-unit", Code(Energy(Roles.Reference), Energy(Roles.UnitUnderTest, unit: "kW")));
        Assert.Equal("reading.failed", Code(Energy(Roles.Reference), Energy(Roles.UnitUnderTest, -999m)));
        Assert.Equal("run.out-of-range", Code(Energy(Roles.Reference), Energy(Roles.UnitUnderTest, decimal.MaxValue)));
        Assert.Equal("run.reading-unknown", Code(Energy(Roles.Reference), Energy(Roles.UnitUnderTest), Energy("somebody")));
        Assert.Equal("run.not-expected", RunMachine.Advance(state, Example.Registers(Stage.End, 1m, 1m)).Refusal!.Code);
    }
}
