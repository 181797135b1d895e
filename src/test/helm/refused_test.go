package chart

import (
	"strings"
	"testing"
)

func TestWrongValuesAreRefused(t *testing.T) {
	postgresql := "database.kind=postgresql,database.postgresql.host=db,database.postgresql.secret.name=s"
	cases := []struct{ name, set, message string }{
		{"a name that is none", "replica=2", "additional properties 'replica' not allowed"},
		{"a property that the service does not have", "rollover.queue.patience=3s", "additional properties 'patience' not allowed"},
		{"a password among the values", "database.postgresql.password=x", "additional properties 'password' not allowed"},
		{"a number as a text", "gpu.count=two", "got string, want integer"},
		{"no replica", "replicas=0", "minimum: got 0, want 1"},
		{"a duration without its unit", "rollover.queue.heartbeat=5", "got number, want string"},
		{"a grace time that the pod's cannot follow from", "rollover.queue.shutdown-grace=PT1M", "does not match pattern"},
		{"an unknown database", "database.kind=mysql", "value must be one of 'h2', 'postgresql'"},
		{"postgresql nowhere", "database.kind=postgresql", "at '/database/postgresql/host': minLength"},
		{"postgresql without its secret", "database.kind=postgresql,database.postgresql.host=db", "at '/database/postgresql/secret/name': minLength"},
		{"verify-full without what to trust", postgresql + ",database.postgresql.sslMode=verify-full", "at '/database/postgresql/ca/secretName': minLength"},
		{"an authority that nobody looks at", postgresql + ",database.postgresql.ca.secretName=ca", "only looked at under sslMode verify-full"},
		{"two replicas on one file", "replicas=2", "database.kind h2 is a file that one process alone may open, so replicas must be 1, not 2"},
		{"autoscaling on one file", "autoscaling.by=hpa", "database.kind h2 is a file that one process alone may open, so autoscaling.by must be none"},
		{"keda that asks nobody", postgresql + ",autoscaling.by=keda", "at '/autoscaling/keda/prometheusAddress': minLength"},
		{"a minimum above the maximum", postgresql + ",autoscaling.by=hpa,autoscaling.minReplicas=9", "autoscaling.minReplicas 9 is more than autoscaling.maxReplicas 4"},
		{"an ingress without a host", "ingress.enabled=true", "at '/ingress/host': minLength"},
		{"a model outside the claim", "rollover.models.served[0].name=m,rollover.models.served[0].location=/opt/m", "does not match pattern"},
		{"a preview decoder outside the claim", "rollover.models.served[0].name=m,rollover.models.served[0].location=classpath:models/shapes,rollover.models.served[0].preview=/opt/m", "does not match pattern"},
		{"a preview decoder on a claim that is not named", "rollover.models.served[0].name=m,rollover.models.served[0].location=classpath:models/shapes,rollover.models.served[0].preview=/models/m", "the preview decoder of model m"},
		{"a model on a claim that is not named", "rollover.models.served[0].name=m,rollover.models.served[0].location=/models/m", "name a claim"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := render("--set", c.set)
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), c.message) {
				t.Errorf("no %q in: %v", c.message, err)
			}
		})
	}
}
