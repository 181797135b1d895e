package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	keda "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"
)

// What the service needs to give a run back once its grace time is over: QueueProperties.TIME_TO_GIVE_BACK.
const timeToGiveBack = 15 * time.Second

// EachValueSet runs a test on the chart as every committed set of values renders it.
func eachValueSet(t *testing.T, test func(*testing.T, release)) {
	files, err := filepath.Glob("values/*.yaml")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d value sets, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			r, err := rendered("--values", file)
			if err != nil {
				t.Fatal(err)
			}
			test(t, r)
		})
	}
}

func TestEveryPodMeetsTheStandardRestricted(t *testing.T) {
	standards, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		t.Fatal(err)
	}
	eachValueSet(t, func(t *testing.T, r release) {
		var hook core.Pod
		if err := r.find("Pod", "-test", &hook); err != nil {
			t.Fatal(err)
		}
		pods := []core.Pod{hook, {
			ObjectMeta: r.deployment.Spec.Template.ObjectMeta,
			Spec:       r.deployment.Spec.Template.Spec,
		}}
		for _, pod := range pods {
			level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
			verdict := policy.AggregateCheckResults(standards.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec))
			if !verdict.Allowed {
				t.Errorf("%s", verdict.ForbiddenDetail())
			}
			for _, container := range pod.Spec.Containers {
				if !*container.SecurityContext.ReadOnlyRootFilesystem {
					t.Errorf("%s may write to its image", container.Name)
				}
			}
			if *pod.Spec.AutomountServiceAccountToken {
				t.Error("a token that nothing asks for is mounted")
			}
		}
	})
}

func TestCustomResourcesAreWhatTheirOperatorsRead(t *testing.T) {
	seen := map[string]bool{}
	eachValueSet(t, func(t *testing.T, r release) {
		types := map[string]any{
			"ServiceMonitor": &monitoring.ServiceMonitor{},
			"PrometheusRule": &monitoring.PrometheusRule{},
			"ScaledObject":   &keda.ScaledObject{},
		}
		for _, o := range r.objects {
			if target, custom := types[o.Kind]; custom {
				seen[o.Kind] = true
				if err := o.into(target); err != nil {
					t.Error(err)
				}
			} else if !strings.HasSuffix(strings.Split(o.APIVersion, "/")[0], ".k8s.io") && strings.Contains(o.APIVersion, ".") {
				t.Errorf("nobody here knows what %s %s is", o.APIVersion, o.Kind)
			}
		}
	})
	if len(seen) != 3 {
		t.Errorf("only %v were rendered at all", seen)
	}
}

func TestWhatRunsHasTimeToEndBeforeItIsKilled(t *testing.T) {
	eachValueSet(t, func(t *testing.T, r release) {
		var config struct {
			Spring struct {
				Lifecycle map[string]string `json:"lifecycle"`
			} `json:"spring"`
			Rollover struct {
				Queue map[string]any `json:"queue"`
			} `json:"rollover"`
		}
		if err := yaml.Unmarshal([]byte(r.config), &config); err != nil {
			t.Fatal(err)
		}
		grace := duration(t, fmt.Sprint(config.Rollover.Queue["shutdown-grace"]))
		phase := duration(t, config.Spring.Lifecycle["timeout-per-shutdown-phase"])
		pause := time.Duration(r.container().Lifecycle.PreStop.Sleep.Seconds) * time.Second
		killed := time.Duration(*r.deployment.Spec.Template.Spec.TerminationGracePeriodSeconds) * time.Second
		if phase <= grace+timeToGiveBack {
			t.Errorf("a phase of %v ends before runs are given back, %v after its beginning", phase, grace+timeToGiveBack)
		}
		// The queue's phase and the web server's.
		if killed <= pause+2*phase {
			t.Errorf("killed after %v, with a pause of %v and two phases of %v", killed, pause, phase)
		}
	})
}

func duration(t *testing.T, text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestALargeModelHasTimeToLoad(t *testing.T) {
	eachValueSet(t, func(t *testing.T, r release) {
		probe := r.container().StartupProbe
		patience := probe.PeriodSeconds * probe.FailureThreshold
		// 24 GB from a claim at 30 MB/s.
		if patience < 24_000/30 {
			t.Errorf("given up after %d s", patience)
		}
		if *r.deployment.Spec.ProgressDeadlineSeconds <= patience {
			t.Errorf("a rollout counts as failed after %d s, a start after %d s",
				*r.deployment.Spec.ProgressDeadlineSeconds, patience)
		}
		// It answers before its models are loaded, and is alive; it has started when it is ready.
		if path := probe.HTTPGet.Path; path != "/actuator/health/readiness" {
			t.Errorf("has started once %s is up", path)
		}
		if path := r.container().LivenessProbe.HTTPGet.Path; path != "/actuator/health/liveness" {
			t.Errorf("is alive while %s is up", path)
		}
	})
}

func TestAFileDatabaseIsOneProcessesAndPostgresqlHasNoGap(t *testing.T) {
	eachValueSet(t, func(t *testing.T, r release) {
		strategy := r.deployment.Spec.Strategy
		if strings.Contains(r.environment("SPRING_DATASOURCE_URL").Value, "jdbc:h2:") {
			if strategy.Type != apps.RecreateDeploymentStrategyType || *r.deployment.Spec.Replicas != 1 {
				t.Errorf("%v with %d replicas", strategy.Type, *r.deployment.Spec.Replicas)
			}
		} else if strategy.Type != apps.RollingUpdateDeploymentStrategyType || r.has("PersistentVolumeClaim") {
			t.Errorf("%v", strategy.Type)
		}
	})
}

func TestNoSecretIsInTheRelease(t *testing.T) {
	eachValueSet(t, func(t *testing.T, r release) {
		if r.has("Secret") {
			t.Error("the chart makes a secret")
		}
		for _, variable := range r.container().Env {
			if strings.Contains(variable.Name, "PASSWORD") && variable.ValueFrom.SecretKeyRef == nil {
				t.Errorf("%s is not a reference", variable.Name)
			}
		}
	})
}

func TestEveryMountHasItsVolumeAndNothingElseIsWritable(t *testing.T) {
	eachValueSet(t, func(t *testing.T, r release) {
		volumes := map[string]bool{}
		for _, volume := range r.deployment.Spec.Template.Spec.Volumes {
			volumes[volume.Name] = true
		}
		for _, mount := range r.container().VolumeMounts {
			if !volumes[mount.Name] {
				t.Errorf("%s is no volume", mount.Name)
			}
			delete(volumes, mount.Name)
			if !mount.ReadOnly && mount.MountPath != "/tmp" && mount.MountPath != "/data" {
				t.Errorf("%s can be written", mount.MountPath)
			}
		}
		if len(volumes) > 0 {
			t.Errorf("%v are not mounted", volumes)
		}
	})
}

func TestTheActuatorStaysInside(t *testing.T) {
	r, err := rendered("--values", "values/ingress.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var ingress networking.Ingress
	if err := r.find("Ingress", "", &ingress); err != nil {
		t.Fatal(err)
	}
	for _, path := range ingress.Spec.Rules[0].HTTP.Paths {
		if strings.HasPrefix("/actuator", strings.TrimSuffix(path.Path, "/")) {
			t.Errorf("%s leads to it", path.Path)
		}
	}
}

func TestRulesAndBoardArriveAsTheyAre(t *testing.T) {
	r, err := rendered("--values", "values/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rules monitoring.PrometheusRule
	var board core.ConfigMap
	if err := r.find("PrometheusRule", "", &rules); err != nil {
		t.Fatal(err)
	}
	if err := r.find("ConfigMap", "-dashboard", &board); err != nil {
		t.Fatal(err)
	}
	var committed monitoring.PrometheusRuleSpec
	if err := yaml.UnmarshalStrict(file(t, "rules/rollover.yaml"), &committed); err != nil {
		t.Fatal(err)
	}
	if len(committed.Groups) == 0 || !reflect.DeepEqual(rules.Spec, committed) {
		t.Error("the rules are others")
	}
	if got := board.Data["rollover.json"]; strings.TrimSpace(got) != strings.TrimSpace(string(file(t, "dashboards/rollover.json"))) {
		t.Error("the board is another")
	}
}

func file(t *testing.T, name string) []byte {
	text, err := os.ReadFile(filepath.Join(directory, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (r release) environment(name string) core.EnvVar {
	for _, variable := range r.container().Env {
		if variable.Name == name {
			return variable
		}
	}
	return core.EnvVar{}
}
