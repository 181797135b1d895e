{{- define "rollover.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "rollover.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "rollover.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "rollover.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "rollover.selectorLabels" -}}
app.kubernetes.io/name: {{ include "rollover.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "rollover.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{ include "rollover.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "rollover.image" -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}

{{- define "rollover.dataClaim" -}}
{{- default (printf "%s-data" (include "rollover.fullname" .)) .Values.database.h2.existingClaim -}}
{{- end -}}

{{/* The grace time of running generations, in seconds. */}}
{{- define "rollover.shutdownGrace" -}}
{{- trimSuffix "s" (index .Values.rollover.queue "shutdown-grace") -}}
{{- end -}}

{{/* A phase of the service's shutdown: the grace time, what a run needs to stop after it (15 s), and a margin. */}}
{{- define "rollover.shutdownPhase" -}}
{{- add (include "rollover.shutdownGrace" . | int) 20 -}}
{{- end -}}

{{/*
Until the service is killed: the pause, the queue's phase, then the web server's, which waits for requests in flight, and
the end of what the device runs.
*/}}
{{- define "rollover.terminationGrace" -}}
{{- add .Values.shutdown.pauseSeconds (mul 2 (include "rollover.shutdownPhase" . | int)) 15 -}}
{{- end -}}

{{- define "rollover.jdbcUrl" -}}
{{- if eq .Values.database.kind "h2" -}}
jdbc:h2:file:/data/rollover;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0
{{- else -}}
{{- with .Values.database.postgresql -}}
jdbc:postgresql://{{ .host }}:{{ .port }}/{{ .name }}{{ with .sslMode }}?sslmode={{ . }}{{ end }}{{ if eq .sslMode "verify-full" }}&sslrootcert=/etc/database/{{ .ca.key }}{{ end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The most queued NFE that any replica tells of: all see the same queue. */}}
{{- define "rollover.queuedNfe" -}}
max(rollover_queue_nfe{namespace="{{ .Release.Namespace }}",service="{{ include "rollover.fullname" . }}"})
{{- end -}}

{{/* What no schema can say. */}}
{{- define "rollover.check" -}}
{{- $values := .Values -}}
{{- if eq $values.database.kind "h2" -}}
{{- if ne $values.autoscaling.by "none" -}}
{{- fail "database.kind h2 is a file that one process alone may open, so autoscaling.by must be none: set database.kind to postgresql" -}}
{{- end -}}
{{- if gt (int $values.replicas) 1 -}}
{{- fail (printf "database.kind h2 is a file that one process alone may open, so replicas must be 1, not %d: set database.kind to postgresql" (int $values.replicas)) -}}
{{- end -}}
{{- end -}}
{{- if and $values.database.postgresql.ca.secretName (ne $values.database.postgresql.sslMode "verify-full") -}}
{{- fail (printf "database.postgresql.ca is only looked at under sslMode verify-full, not %q" $values.database.postgresql.sslMode) -}}
{{- end -}}
{{- if gt (int $values.autoscaling.minReplicas) (int $values.autoscaling.maxReplicas) -}}
{{- fail (printf "autoscaling.minReplicas %d is more than autoscaling.maxReplicas %d" (int $values.autoscaling.minReplicas) (int $values.autoscaling.maxReplicas)) -}}
{{- end -}}
{{- range ((($values.rollover.models) | default dict).served) -}}
{{- if and (not (hasPrefix "classpath:" .location)) (not $values.models.existingClaim) -}}
{{- fail (printf "the model %s lies at %s, which models.existingClaim would mount: name a claim" .name .location) -}}
{{- end -}}
{{- if and .preview (not $values.models.existingClaim) -}}
{{- fail (printf "the preview decoder of model %s lies at %s, which models.existingClaim would mount: name a claim" .name .preview) -}}
{{- end -}}
{{- end -}}
{{- end -}}
